using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Verify.Engine.Secrets;

/// <summary>Hides secrets in what is written: those that were given, in every form, and what any URL tells.</summary>
public sealed partial class SecretMask
{
    private const string Hidden = "***";

    // What the engine itself wrote, and other lines refer to: a secret that happens to be one of these words ("pass",
    // "5B.2") must not take the line, or the record, apart.
    private static readonly HashSet<string> Structure =
    [
        "event",
        "at",
        "run",
        "scenario",
        "suite",
        "phase",
        "step",
        "change",
        "outcome",
        "verdict",
        "file",
        "sha256",
        "mediaType",
    ];

    // Declared in RunStarted, and referred to by the lines after it.
    private static readonly HashSet<string> Declarations = ["phases", "outcomes"];
    private static readonly HashSet<string> DeclaredStructure = ["id", "cell"];
    private static readonly HashSet<string> None = [];

    // In a document of --json; what else is there may hold a URL.
    private static readonly HashSet<string> Answers = ["event", "verdict"];

    // The longest first: a secret may be a part of another.
    private readonly string[] longestFirst;
    private readonly SearchValues<string> any;

    /// <param name="secrets">As they were given; their other forms are known here.</param>
    public SecretMask(IEnumerable<string> secrets)
    {
        Secrets = [.. secrets.Where(secret => secret.Length >= SecretForms.Shortest).Distinct()];
        longestFirst =
        [
            .. Secrets.SelectMany(SecretForms.Of).Distinct().OrderByDescending(form => form.Length),
        ];
        any = SearchValues.Create(longestFirst, StringComparison.Ordinal);
    }

    /// <summary>For whoever has to hide the same.</summary>
    public IReadOnlyList<string> Secrets { get; }

    /// <summary>The mask of what this program was given.</summary>
    public static SecretMask OfThisProgram() => new(GivenSecrets.OfThisProgram());

    /// <summary>A line of the record; what it is made of stays.</summary>
    public string Apply(string line)
    {
        var root = JsonNode.Parse(line)!.AsObject();
        foreach (var (name, value) in root.ToArray())
            if (!Structure.Contains(name))
                Hide(
                    value,
                    masked => root[name] = masked,
                    Declarations.Contains(name) ? DeclaredStructure : None
                );
        return root.ToJsonString(DiskJson.Options);
    }

    /// <summary>A text for people.</summary>
    public string Text(string text)
    {
        var masked = Given(text);
        masked = UserInfo().Replace(masked, $"$1{Hidden}@");
        masked = UrlSecrets
            .Parameter()
            .Replace(
                masked,
                found =>
                    SecretNames.Tells(found.Groups[1].Value)
                        ? $"{found.Groups[1].Value}={Hidden}"
                        : found.Value
            );
        return masked == text ? text : Given(masked);
    }

    /// <summary>A text that is to stay what it was, but for what was given: a configuration, a diff.</summary>
    public string Given(string text)
    {
        // Again until there is none: what is put in a secret's place may complete another.
        while (text.AsSpan().IndexOfAny(any) is >= 0 and var first)
            text = WithoutGiven(text, first);
        return text;
    }

    /// <summary>A JSON document: only texts in it are masked, so that it stays one.</summary>
    public string Document(string json)
    {
        try
        {
            var root = JsonNode.Parse(json);
            Hide(root, masked => root = masked, Answers);
            return root?.ToJsonString(
                    json.Contains('\n')
                        ? new(DiskJson.Options) { WriteIndented = true }
                        : DiskJson.Options
                )
                ?? json;
        }
        catch (JsonException)
        {
            // It was none.
            return Text(json);
        }
    }

    /// <summary>A table of figures: a number is never a secret, whatever its digits.</summary>
    public string Table(string csv) =>
        Cell().Replace(csv, cell => IsNumber(cell.Value) ? cell.Value : Text(cell.Value));

    /// <summary>Whether a text tells something that is to be hidden.</summary>
    public bool Hides(string text) => Text(text) != text;

    private static bool IsNumber(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private string WithoutGiven(string text, int first)
    {
        var masked = new StringBuilder(text.Length);
        var from = 0;
        for (var at = first; at >= 0; at = Next(text, from))
        {
            var found = longestFirst.First(form =>
                string.CompareOrdinal(text, at, form, 0, form.Length) == 0
            );
            masked.Append(text, from, at - from).Append(Hidden);
            from = at + found.Length;
        }
        return masked.Append(text, from, text.Length - from).ToString();
    }

    private int Next(string text, int from) =>
        text.AsSpan(from).IndexOfAny(any) is >= 0 and var further ? from + further : -1;

    private void Hide(JsonNode? node, Action<string> put, HashSet<string> structure)
    {
        if (node is JsonObject record)
        {
            foreach (var (name, value) in record.ToArray())
                if (!structure.Contains(name))
                    Hide(value, masked => record[name] = masked, structure);
        }
        else if (node is JsonArray list)
            for (var i = 0; i < list.Count; i++)
                HideAt(list, i, structure);
        else if (node?.GetValueKind() == JsonValueKind.String)
        {
            var text = node.GetValue<string>();
            if (Text(text) is var masked && masked != text)
                put(masked);
        }
    }

    private void HideAt(JsonArray list, int place, HashSet<string> structure) =>
        Hide(list[place], masked => list[place] = masked, structure);

    // Up to the last @ before the path: people type passwords with an @, a quote or a backslash as they are.
    [GeneratedRegex("""([a-z][a-z0-9+.-]*://)[^/\s]+@""", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    [GeneratedRegex("[^,;\n]+")]
    private static partial Regex Cell();
}
