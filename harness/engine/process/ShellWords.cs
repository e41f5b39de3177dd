namespace Verify.Engine;

/// <summary>An argument array as one line that can be pasted into a shell; shown, never executed.</summary>
public static class ShellWords
{
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    public static IReadOnlyList<string> Split(string s) => s.Split(' ');

    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%^".Contains(c))
            ? word
            : $"'{word.Replace("'", "'\\''")}'";
}
