using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Verify.Tests.Nix;

/// <summary>Configurations of any shape, with few names, so that they meet.</summary>
internal static class RandomTree
{
    private const int Deepest = 4;

    private static readonly Gen<string> Name = Gen.Elements(
        "a",
        "b",
        "c",
        "4k-abr",
        "x.y",
        "\u00fc",
        ""
    );

    private static readonly Gen<string> Scalar = Gen.Elements(
        "null",
        "true",
        "false",
        "0",
        "1",
        "-7",
        "0.5",
        "9007199254740993",
        "\"\"",
        "\"k\"",
        "\"${x}\"",
        "\"\u00e9\"",
        "[]",
        "[1,{\"a\":2}]",
        "{}"
    );

    public static Gen<JsonObject> Set { get; } =
        SetOf(Deepest).Select(text => JsonNode.Parse(text)!.AsObject());

    /// <summary>As JSON text: a tree belongs to one place, and is made anew for each.</summary>
    private static Gen<string> SetOf(int depth) =>
        from count in Gen.Choose(0, 4)
        from names in Name.ListOf(count)
        from values in Value(depth - 1).ListOf(count)
        select "{"
            + string.Join(
                ',',
                names
                    .Zip(values)
                    .DistinctBy(pair => pair.First)
                    .Select(pair => $"{JsonValue.Create(pair.First)!.ToJsonString()}:{pair.Second}")
            )
            + "}";

    private static Gen<string> Value(int depth) =>
        depth == 0 ? Scalar : Gen.OneOf(Scalar, SetOf(depth), SetOf(depth));
}
