using System.Globalization;
using Spectre.Console.Rendering;

namespace Verify.Reports.ConsoleOutput;

/// <summary>Measures and cuts text by the columns it takes on a terminal.</summary>
internal static class Cells
{
    // Letters of ASCII are a column each: most text is nothing else, and Spectre need not be loaded for it.
    public static int Width(string text) =>
        text.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? new Segment(text).CellCount()
            : text.Length;

    public static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }

    /// <summary>As much of it as fits; never half a character.</summary>
    public static string Fit(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }
        var used = 0;
        return string.Concat(
            Elements(text).TakeWhile(element => (used += Width(element)) <= width)
        );
    }
}
