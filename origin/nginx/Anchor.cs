namespace Verify.Origin.Nginx;

/// <summary>A place in a text that must be there exactly once, so that an edit never lands elsewhere.</summary>
internal static class Anchor
{
    public static string Replace(string edit, string text, string anchor, string replacement)
    {
        var first = text.IndexOf(anchor, StringComparison.Ordinal);
        if (first < 0)
        {
            throw new EditRefused(
                $"edit {edit}: the configuration has no '{anchor.Trim()}' to change"
            );
        }
        if (text.IndexOf(anchor, first + 1, StringComparison.Ordinal) >= 0)
        {
            throw new EditRefused(
                $"edit {edit}: '{anchor.Trim()}' stands in the configuration more than once, "
                    + "so it is not known which to change"
            );
        }
        return string.Concat(
            text.AsSpan(0, first),
            replacement,
            text.AsSpan(first + anchor.Length)
        );
    }

    /// <summary>Puts lines at the top of a block, one level inside it.</summary>
    public static string TopOf(string edit, string text, string opening, string lines)
    {
        var start = text.IndexOf(opening, StringComparison.Ordinal);
        var lineStart = start <= 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        var depth = start < 0 ? 0 : (start - lineStart) / 4;
        var added = ("\n" + lines).Inside(depth + 1);
        return Replace(edit, text, opening, opening + added);
    }
}
