using System.Text;

namespace Verify.Engine;

/// <summary>An argument array as one line that can be pasted into a shell, and such a line as an array; never executed.</summary>
public static class ShellWords
{
    // What a shell would act on: here it would be a word, and mean something else than what was typed.
    private const string ShellOnly = ";|&<>()$`*?[]{}~#!\n";

    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>Takes a line apart as a shell does: quotes and backslashes count, and nothing is expanded.</summary>
    /// <param name="what">Where it was typed, for the message.</param>
    public static IReadOnlyList<string> Split(string line, string what)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (var at = 0; at < line.Length; at++)
        {
            var sign = line[at];
            if (sign is ' ' or '\t')
            {
                if (word is not null)
                    words.Add(word.ToString());
                word = null;
                continue;
            }
            word ??= new();
            if (sign is '\'' or '"')
                at = Quoted(line, at, word, what);
            else if (sign is '\\')
                word.Append(at + 1 < line.Length ? line[++at] : throw OpenEnded(line, at, what));
            else if (ShellOnly.Contains(sign))
                throw NeedsAShell(line, sign, what);
            else
                word.Append(sign);
        }
        if (word is not null)
            words.Add(word.ToString());
        return words is [{ Length: > 0 }, ..]
            ? words
            : throw new UsageError($"{what} is empty: it takes a program and its arguments.");
    }

    // To the closing quote; between double quotes a backslash takes the meaning from a few signs alone.
    private static int Quoted(string line, int from, StringBuilder word, string what)
    {
        for (var at = from + 1; at < line.Length; at++)
        {
            if (line[at] == line[from])
                return at;
            if (line[from] == '"' && "$`".Contains(line[at]))
                throw NeedsAShell(line, line[at], what);
            if (line[from] == '"' && line[at] == '\\' && at + 1 < line.Length)
                if ("\"\\$`".Contains(line[at + 1]))
                    at++;
            word.Append(line[at]);
        }
        throw OpenEnded(line, from, what);
    }

    private static UsageError OpenEnded(string line, int at, string what) =>
        new($"{what} {line}: the {line[at]} at character {at + 1} is never closed.");

    private static UsageError NeedsAShell(string line, char sign, string what) =>
        new(
            $"{what} {line}: {(sign == '\n' ? "a new line" : sign)} means something to a shell, and none is used here.\n"
                + $"If it is meant, write: sh -c {Quote(line)}; if not, put it in single quotes."
        );

    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%^".Contains(c))
            ? word
            : $"'{word.Replace("'", "'\\''")}'";
}
