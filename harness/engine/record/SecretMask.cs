using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Verify.Engine;

/// <summary>Hides secrets in a line of the record: those it was told of, and any password inside a URL.</summary>
public sealed partial class SecretMask(IEnumerable<string> secrets)
{
    private const string Hidden = "***";

    // Shorter strings occur everywhere; masking them would destroy the record and hide nothing.
    private const int ShortestSecret = 4;

    // What the engine itself wrote: a secret that happens to be a word of its own ("pass") must not take the line apart.
    private static readonly string[] Structure = ["event", "at", "verdict"];

    // The longest first: a secret may be a part of another.
    private readonly string[] longestFirst =
    [
        .. secrets
            .Where(secret => secret.Length >= ShortestSecret)
            .OrderByDescending(secret => secret.Length),
    ];

    public string Apply(string line)
    {
        var root = JsonNode.Parse(line)!.AsObject();
        foreach (var (name, value) in root.ToArray())
            if (!Structure.Contains(name))
                Hide(value, masked => root[name] = masked);
        return root.ToJsonString(RecordJson.Options);
    }

    private void Hide(JsonNode? node, Action<string> put)
    {
        if (node is JsonObject record)
            foreach (var (name, value) in record.ToArray())
                Hide(value, masked => record[name] = masked);
        else if (node is JsonArray list)
            for (var i = 0; i < list.Count; i++)
                HideAt(list, i);
        else if (node?.GetValueKind() == JsonValueKind.String)
        {
            var text = node.GetValue<string>();
            if (Masked(text) is var masked && masked != text)
                put(masked);
        }
    }

    private void HideAt(JsonArray list, int place) =>
        Hide(list[place], masked => list[place] = masked);

    private string Masked(string text)
    {
        foreach (var secret in longestFirst)
            text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        return UserInfo().Replace(text, $"$1{Hidden}@");
    }

    // Up to the last @ before the path: people type passwords with an @, a quote or a backslash as they are.
    [GeneratedRegex("""([a-z][a-z0-9+.-]*://)[^/\s]+@""", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();
}
