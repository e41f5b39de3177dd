using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verify.Fixtures.Nix;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>All that the plan's flake comes to: every profile's values, and what every package would be built from.</summary>
internal sealed record Results(IReadOnlyDictionary<string, JsonNode?> ByName)
{
    public const string ProfilesCommand =
        "nix eval --json .#profiles --apply VALUES  # functions as a word";

    /// <summary>The derivation of every package, by its name.</summary>
    public const string Packages = "packages";

    private const string Derivations = "packages: builtins.mapAttrs (_: one: one.drvPath) packages";

    // derived.parseBitrate is a function, which no JSON can show.
    private const string Values = """
        let
          shown = value:
            if builtins.isFunction value then "a function"
            else if builtins.isList value then map shown value
            else if builtins.isAttrs value then builtins.mapAttrs (_: shown) value
            else value;
        in shown
        """;

    public static async Task<Results> OfAsync(NixStore nix, string folder, CancellationToken ct)
    {
        var profiles = await nix.EvaluateAsync(folder, [".#profiles", "--apply", Values], ct);
        var packages = await nix.EvaluateAsync(
            folder,
            [$".#packages.{NixStore.System}", "--apply", Derivations],
            ct
        );
        var all = Flat(profiles!.AsObject());
        all[Packages] = packages;
        return new(all);
    }

    /// <summary>Profiles by kind and name as one set: "origin low-latency".</summary>
    public static Dictionary<string, JsonNode?> Flat(JsonObject kinds) =>
        (
            from kind in kinds
            from profile in kind.Value!.AsObject()
            select ($"{kind.Key} {profile.Key}", profile.Value)
        ).ToDictionary(StringComparer.Ordinal);

    /// <summary>The names of the profiles of a kind: origin or swarm.</summary>
    public IReadOnlyList<string> Names(string kind) =>
        [
            .. ByName
                .Keys.Where(name => name.StartsWith($"{kind} ", StringComparison.Ordinal))
                .Select(name => name[(kind.Length + 1)..]),
        ];

    public JsonObject Profile(string kind, string name) => ByName[$"{kind} {name}"]!.AsObject();

    /// <summary>What is no longer as it was before.</summary>
    public IReadOnlyList<ValueChange> Since(Results before) =>
        ValueChange.Between(before.ByName, ByName);

    /// <summary>As evidence.</summary>
    public string ToText() =>
        new JsonObject(
            ByName.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
        ).ToJsonString(Indented);

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
