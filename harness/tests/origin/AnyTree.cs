using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Verify.Tests.Origin;

/// <summary>Any small tree of sets, lists and scalars, with names so few that two trees meet.</summary>
internal static class AnyTree
{
    private const int Deepest = 3;

    private static readonly Gen<string> Scalar = Gen.Elements(
        "1",
        "2",
        "true",
        "null",
        "\"text\"",
        "[]",
        "[1, 2]",
        "[{\"a\": 1}]"
    );

    public static Arbitrary<JsonObject> One => Set(Deepest).Select(Parsed).ToArbitrary();

    public static Arbitrary<JsonObject[]> Three =>
        Set(Deepest).ArrayOf(3).Select(trees => trees.Select(Parsed).ToArray()).ToArbitrary();

    private static JsonObject Parsed(string json) => JsonNode.Parse(json)!.AsObject();

    private static Gen<string> Set(int depth) =>
        Value(depth)
            .ArrayOf(3)
            .Select(values =>
                "{"
                + string.Join(
                    ",",
                    values
                        .Select((value, i) => (Name: "abc"[i], Value: value))
                        .Where(pair => pair.Value.Length > 0)
                        .Select(pair => $"\"{pair.Name}\":{pair.Value}")
                )
                + "}"
            );

    // Nothing where the key is absent.
    private static Gen<string> Value(int depth) =>
        depth == 0 ? Scalar : Gen.OneOf(Scalar, Gen.Constant(""), Set(depth - 1), Set(depth - 1));
}
