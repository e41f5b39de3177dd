using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Verify.Origin.NixCache.Modules;

/// <summary>JSON values as Nix writes them.</summary>
public static partial class NixText
{
    private const int Indent = 2;

    // Of the language itself: as a name they need quotes.
    private static readonly string[] Words =
    [
        "if",
        "then",
        "else",
        "assert",
        "with",
        "let",
        "in",
        "rec",
        "inherit",
        "or",
    ];

    /// <summary>A name in a path of attributes, quoted where it has to be.</summary>
    public static string Name(string name) =>
        Plain().IsMatch(name) && !Words.Contains(name) ? name : Quoted(name);

    /// <summary>The value, its further lines indented to a depth.</summary>
    public static string Of(JsonNode? value, int depth) =>
        value switch
        {
            JsonObject set => Block('{', set.Select(one => Entry(one.Key, one.Value)), '}', depth),
            JsonArray { Count: 1 } list when list[0] is JsonValue only =>
                $"[ {Argument(only, Of(only, depth))} ]",
            JsonArray list => Block('[', list.Select(one => Argument(one)), ']', depth),
            JsonValue text when text.TryGetValue<string>(out var written) => written.Contains('\n')
                ? Lines(written, depth)
                : Quoted(written),
            null => "null",
            _ => value.ToJsonString(),
        };

    /// <summary>In parentheses where Nix would read a negative number as a subtraction.</summary>
    public static string Argument(JsonNode? value, string written) =>
        value is JsonValue && written.StartsWith('-') ? $"({written})" : written;

    private static Func<int, string> Entry(string name, JsonNode? value) =>
        depth => $"{Name(name)} = {Of(value, depth)};";

    private static Func<int, string> Argument(JsonNode? value) =>
        depth => Argument(value, Of(value, depth));

    private static string Block(
        char open,
        IEnumerable<Func<int, string>> entries,
        char close,
        int depth
    )
    {
        var inside = new string(' ', (depth + 1) * Indent);
        var lines = string.Concat(entries.Select(entry => $"{inside}{entry(depth + 1)}\n"));
        return lines.Length == 0
            ? $"{open} {close}"
            : $"{open}\n{lines}{new string(' ', depth * Indent)}{close}";
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
            quoted.Append(
                letter switch
                {
                    '"' or '\\' or '$' => $"\\{letter}",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ => $"{letter}",
                }
            );
        return quoted.Append('"').ToString();
    }

    // Nix takes away what all lines are indented by, so the text itself must have a line that is not.
    private static string Lines(string text, int depth)
    {
        if (
            !text.EndsWith('\n')
            || text.Contains('\t')
            || text.Contains('\r')
            || Ambiguous.Any(text.Contains)
            || !Flush(text)
        )
            return Quoted(text);
        var indent = new string(' ', (depth + 1) * Indent);
        var lines = text.TrimEnd('\n').Length == 0 ? [] : text[..^1].Split('\n');
        var escaped = lines.Select(line =>
            line.Length == 0
                ? ""
                : indent
                    + line.Replace("''", "'''", StringComparison.Ordinal)
                        .Replace("${", "''${", StringComparison.Ordinal)
        );
        return lines.Length == 0
            ? Quoted(text)
            : $"''\n{string.Join('\n', escaped)}\n{new string(' ', depth * Indent)}''";
    }

    // A quote before an escape would belong to it.
    private static readonly string[] Ambiguous = ["'''", "'$"];

    private static bool Flush(string text) =>
        text.Split('\n').Any(line => line.Length > 0 && line[0] != ' ')
        && text.Split('\n').All(line => line.Length == 0 || line.Trim(' ').Length > 0);

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_'-]*\z")]
    private static partial Regex Plain();
}
