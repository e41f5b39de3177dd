using System.Text;

namespace Verify.Reports.Tree;

/// <summary>Makes text from outside safe to show: nothing in it can move a cursor, reorder a line or end a document.</summary>
public static class Printable
{
    private const int ControlPictures = 0x2400;
    private const char DeletePicture = '\u2421';

    /// <summary>Several lines stay several lines; every other control character becomes its picture.</summary>
    public static string Block(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            Append(shown, rune);
        }
        return shown.ToString();
    }

    /// <summary>One line: line ends become spaces.</summary>
    public static string Line(string text) =>
        string.Join(
            ' ',
            Block(text)
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );

    private static void Append(StringBuilder shown, Rune rune) =>
        _ = rune.Value switch
        {
            '\n' or '\t' => shown.Append((char)rune.Value),
            < ' ' => shown.Append((char)(ControlPictures + rune.Value)),
            0x7f => shown.Append(DeletePicture),
            // C1 controls, the marks that reorder a line (Trojan Source), and what XML does not allow.
            (>= 0x80 and < 0xa0)
            or (>= 0x202a and <= 0x202e)
            or (>= 0x2066 and <= 0x2069)
            or 0x2028
            or 0x2029
            or 0xfffe
            or 0xffff => shown.Append('\ufffd'),
            _ => shown.Append(rune.ToString()),
        };
}
