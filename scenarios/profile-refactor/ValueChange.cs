using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>A value that is not what it was.</summary>
/// <param name="Profile">Whose value: "origin low-latency".</param>
/// <param name="Attribute">Where it is: hls.listSize, variants[1].bitrate.</param>
internal sealed record ValueChange(string Profile, string Attribute, string Before, string After)
{
    private const string Absent = "absent";
    private const string All = "all of it";

    public override string ToString() => $"{Profile}: {Attribute} was {Before}, is {After}";

    /// <summary>What differs between two sets of trees, each by its name.</summary>
    public static IReadOnlyList<ValueChange> Between(
        IReadOnlyDictionary<string, JsonNode?> before,
        IReadOnlyDictionary<string, JsonNode?> after
    ) =>
        [
            .. before
                .Keys.Union(after.Keys)
                .Order(StringComparer.Ordinal)
                .SelectMany(name =>
                    !after.TryGetValue(name, out var now) ? [new(name, All, "there", Absent)]
                    : !before.TryGetValue(name, out var then) ? [new(name, All, Absent, "there")]
                    : Between(name, then, now)
                ),
        ];

    private static IEnumerable<ValueChange> Between(string name, JsonNode? before, JsonNode? after)
    {
        var (then, now) = (Leaves(before), Leaves(after));
        foreach (var path in then.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            var (old, young) = (
                then.GetValueOrDefault(path, Absent),
                now.GetValueOrDefault(path, Absent)
            );
            if (old != young)
                yield return new(name, path, old, young);
        }
    }

    // Every value that has no parts, by its path.
    private static Dictionary<string, string> Leaves(JsonNode? tree)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Walk("", tree);
        return leaves;

        void Walk(string path, JsonNode? node)
        {
            if (node is JsonObject { Count: > 0 } set)
                foreach (var (name, value) in set)
                    Walk(path.Length == 0 ? name : $"{path}.{name}", value);
            else if (node is JsonArray { Count: > 0 } list)
                for (var at = 0; at < list.Count; at++)
                    Walk($"{path}[{at}]", list[at]);
            else
                leaves[path] = Text(node);
        }
    }

    // 2 and 2.0 are one number, as they are to Nix and to JSON.
    private static string Text(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number
            ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString("0.############", CultureInfo.InvariantCulture)
            : value?.ToJsonString(Readable) ?? "null";

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
