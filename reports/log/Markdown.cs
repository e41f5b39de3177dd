using System.Text;
using System.Text.RegularExpressions;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>Puts text from outside into Markdown so that it reads as it is, whatever it holds.</summary>
internal static partial class Markdown
{
    // A cell longer than this makes the table unreadable; the record has it whole.
    private const int MostInCell = 400;

    /// <summary>Prose within a line.</summary>
    public static string Text(string text)
    {
        var line = Printable.Line(text);
        var escaped = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (NeedsEscape(line, i))
            {
                escaped.Append('\\');
            }
            escaped.Append(line[i]);
        }
        return escaped.ToString();
    }

    /// <summary>Prose in a table's cell; an empty one says so.</summary>
    public static string Cell(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "-" : Text(Cut(text));

    /// <summary>A value in a table's cell, one code span a line.</summary>
    public static string CodeCell(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? "-"
            : string.Join("<br>", Lines(Cut(text)).Select(line => InTable(line)));

    /// <summary>A value within a line of prose.</summary>
    public static string Code(string text)
    {
        var line = Printable.Line(text);
        if (line.Length == 0)
        {
            return "-";
        }
        var fence = new string('`', LongestRun(line) + 1);
        // A space at either end is taken off again by the reader, so text that touches a backtick is set apart.
        var apart = line[0] == '`' || line[^1] == '`' ? " " : "";
        return $"{fence}{apart}{line}{apart}{fence}";
    }

    /// <summary>The same of one that may be long.</summary>
    public static string CodeText(string text) => Code(Cut(text));

    /// <summary>A block as it is, in a fence longer than any run of backticks in it.</summary>
    public static string Fence(string text, string language = "")
    {
        var block = Printable.Block(text).TrimEnd('\n');
        var fence = new string('`', Math.Max(3, LongestRun(block) + 1));
        return $"{fence}{language}\n{block}\n{fence}\n";
    }

    /// <summary>A link to a file of the run; one that leads out of its folder is named, not linked.</summary>
    public static string Link(string text, string file) =>
        Path.IsPathRooted(file) || file.Split('/', '\\').Contains("..")
            ? $"{Text(text)}, {Code(file)}"
            : $"[{Text(text)}]({string.Join('/', file.Split('/').Select(Uri.EscapeDataString))})";

    private static string[] Lines(string text) =>
        Printable
            .Block(text)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Tables split at every pipe that no backslash precedes, in code spans too, and readers differ on what
    // a backslash before that means: text that has both is written as entities, which leave no question.
    private static string InTable(string line) =>
        line.Contains('|') && (line.Contains('\\') || line.Contains('`'))
            ? $"<code>{Special().Replace(line, special => $"&#{(int)special.Value[0]};")}</code>"
            : Code(line).Replace("|", @"\|", StringComparison.Ordinal);

    private static string Cut(string text) =>
        text.Length <= MostInCell
            ? text
            : $"{text[..MostInCell]} ... ({text.Length} characters, whole in the record)";

    private static bool NeedsEscape(string line, int i) =>
        line[i] switch
        {
            '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '~' or '|' or '$' => true,
            '&' => i + 1 < line.Length && (line[i + 1] == '#' || char.IsLetter(line[i + 1])),
            // open_file_cache needs none and reads better so.
            '_' => !(
                i > 0
                && i + 1 < line.Length
                && char.IsLetterOrDigit(line[i - 1])
                && char.IsLetterOrDigit(line[i + 1])
            ),
            // Only at the start do these begin a heading, a list or a rule.
            '#' or '+' or '-' or '=' => i == 0,
            '.' or ')' => i > 0
                && (i + 1 == line.Length || line[i + 1] == ' ')
                && line.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0,
            _ => false,
        };

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    [GeneratedRegex(@"[^\w\s]")]
    private static partial Regex Special();
}
