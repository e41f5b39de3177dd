using System.Text;

namespace Verify.Reports.Plots.Drawing;

/// <summary>How wide a text will be at the most: the font is the reader's, so the widest usual one (DejaVu Sans) counts.</summary>
internal static class TextWidth
{
    public static double Of(string text, double size = 14) =>
        text.EnumerateRunes().Sum(rune => Share(rune)) * size;

    /// <summary>Lines that fit into a width, broken between words; a word that is too long is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size = 14)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Of(next, size) > width)
            {
                lines.Add(line);
                next = word;
            }
            line = Cut(next, width, size);
        }
        return line.Length > 0 ? [.. lines, line] : lines;
    }

    /// <summary>What fits into a width, with a mark where something was left out.</summary>
    public static string Cut(string text, double width, double size = 14)
    {
        if (Of(text, size) <= width)
        {
            return text;
        }
        var kept = new StringBuilder();
        var room = width - Of("…", size);
        foreach (var rune in text.EnumerateRunes())
        {
            room -= Share(rune) * size;
            if (room < 0)
            {
                break;
            }
            kept.Append(rune.ToString());
        }
        return kept.Append('…').ToString();
    }

    private static double Share(Rune rune) =>
        rune.Value switch
        {
            ' ' or 'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '|' or '\'' => 0.36,
            'f' or 't' or 'r' or '(' or ')' or '-' or '/' or '[' or ']' => 0.42,
            'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.98,
            >= 'A' and <= 'Z' => 0.74,
            >= ' ' and <= '~' => 0.64,
            // Scripts whose characters are as wide as they are high.
            >= 0x1100 => 1.1,
            _ => 0.75,
        };
}
