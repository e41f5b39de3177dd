using System.Text.Json.Nodes;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>Profiles in words.</summary>
internal static class ProfileText
{
    /// <summary>What each is, and what it is for.</summary>
    public static string Of(IReadOnlyList<ProfileInfo> profiles)
    {
        var width = profiles.Max(one => one.Name.Length);
        return string.Concat(
            profiles.Select(one => $"{one.Name.PadRight(width)}  {About(one)}".TrimEnd() + "\n")
        );
    }

    /// <summary>One of them, a value a line.</summary>
    public static string Of(JsonObject dump) =>
        string.Join('\n', Leaves(dump, "").Select(leaf => $"{leaf.Key, -34} {leaf.Value}"));

    private static string About(ProfileInfo one)
    {
        string?[] said =
        [
            one.IsOwn ? "your own" : null,
            one.Extends is { } below ? $"starts from {below}" : null,
            one.Description,
            one.Purpose is { } purpose ? $"for {purpose}" : null,
        ];
        return string.Join("; ", said.OfType<string>());
    }

    private static IEnumerable<(string Key, string Value)> Leaves(JsonNode? node, string key) =>
        node switch
        {
            JsonObject group => group.SelectMany(child =>
                Leaves(child.Value, key.Length == 0 ? child.Key : $"{key}.{child.Key}")
            ),
            JsonArray list when list.All(item => item is JsonValue) =>
            [
                (key, string.Join(", ", list)),
            ],
            JsonArray list => list.SelectMany((item, i) => Leaves(item, $"{key}[{i}]")),
            _ => [(key, node?.ToString() ?? "null")],
        };
}
