using System.Globalization;
using System.Text;

namespace Verify.Origin.Keys;

/// <summary>A value from outside as an error shows it: in quotes, on one line, and not longer than a line.</summary>
public static class Quoted
{
    private const int Longest = 80;

    public static string Of(string text) =>
        text.Length > Longest
            ? $"'{Visible(text[..Longest])}...' ({text.Length} characters)"
            : $"'{Visible(text)}'";

    // What a file says must not steer the terminal, nor reorder or hide what stands beside it.
    internal static string Visible(string text) =>
        string.Concat(
            text.EnumerateRunes()
                .Select(rune => IsSeen(rune) ? rune.ToString() : $"\\x{rune.Value:X2}")
        );

    private static bool IsSeen(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned
            );
}
