namespace Verify.Origin;

/// <summary>A value from outside as an error shows it: in quotes, on one line, and not longer than a line.</summary>
internal static class Quoted
{
    private const int Longest = 80;

    public static string Of(string text) =>
        text.Length > Longest
            ? $"'{Visible(text[..Longest])}...' ({text.Length} characters)"
            : $"'{Visible(text)}'";

    // What a file says must not steer the terminal.
    private static string Visible(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(c => char.IsControl(c) ? $"\\x{(int)c:X2}" : $"{c}"))
            : text;
}
