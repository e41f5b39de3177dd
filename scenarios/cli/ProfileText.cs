using System.Text.Json.Nodes;
using Verify.Origin.Profile;
using Verify.Reports.ConsoleOutput;

namespace Verify.Scenarios.Cli;

/// <summary>Profiles in words.</summary>
internal static class ProfileText
{
    /// <summary>What each is, and what it is for.</summary>
    public static string Of(IReadOnlyList<ProfileInfo> profiles)
    {
        var table = new TextTable("", "");
        foreach (var one in profiles)
            table.Add(one.Name, About(one));
        return table.ToString();
    }

    /// <summary>One of them, a value a line.</summary>
    public static string Of(JsonObject dump)
    {
        var table = new TextTable("", "");
        foreach (var (key, value) in Leaves(dump, ""))
            table.Add(key, value);
        return table.ToString();
    }

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
