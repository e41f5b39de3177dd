using System.Collections.Concurrent;
using System.Text.Json;
using Verify.Engine.Linux;
using Verify.Engine.Secrets;

namespace Verify.Engine.Programs;

/// <summary>
/// What a run's own calls name, known before each of them is made: a mount or a setting that none of them names is not the
/// run's work. Outside a lab they are also kept on disk, for whoever recovers the run after a kill -9.
/// </summary>
public sealed class OwnCalls
{
    internal const string FileName = "calls.jsonl";

    private static readonly AsyncLocal<OwnCalls?> current = new();

    private readonly ConcurrentDictionary<string, byte> words = new(StringComparer.Ordinal);
    private readonly Lock turn = new();
    private readonly string? file;
    private readonly Func<string, string> masked;

    /// <param name="folder">Where they are kept; null where nothing of the run outlives it.</param>
    public OwnCalls(string? folder, SecretMask mask) =>
        (file, masked) = (folder is null ? null : Path.Combine(folder, FileName), mask.Text);

    /// <summary>Those of the run that this flow of control works for; null where it works for none.</summary>
    public static OwnCalls? Current
    {
        get => current.Value;
        set => current.Value = value;
    }

    /// <summary>Those of a run that has ended, or was killed.</summary>
    public static OwnCalls Of(string folder)
    {
        var calls = new OwnCalls(null, new([]));
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
            foreach (var line in File.ReadLines(path))
                if (Words(line) is { } said)
                    calls.Note(said);
        return calls;
    }

    /// <summary>To be called before the call is made.</summary>
    public void Note(params IEnumerable<string> call)
    {
        var said = call.ToList();
        var isNew = false;
        foreach (var word in said.SelectMany(Spellings))
            isNew |= words.TryAdd(word, 0);
        if (isNew && file is not null)
            Keep(file, JsonSerializer.Serialize(said.Select(masked)));
    }

    /// <summary>Whether one of them names this, by itself or within a longer word: "mount -t tmpfs tmpfs /mnt".</summary>
    public bool Names(string what) => words.Keys.Any(word => IsNamedIn(word, what));

    // The kernel knows a folder by its path without links.
    private static string[] Spellings(string word)
    {
        try
        {
            return Path.IsPathFullyQualified(word) ? [word, RealPath.Of(word)] : [word];
        }
        catch (CannotRun)
        {
            // Links that lead round in a circle lead to no folder.
            return [word];
        }
    }

    private void Keep(string file, string line)
    {
        try
        {
            lock (turn)
                File.AppendAllText(file, line + "\n");
        }
        catch (IOException)
        {
            // A full disk must not keep a change from being undone, and that is a call too.
        }
    }

    // A line that a kill has cut off tells of a call that was never made.
    private static string[]? Words(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsNamedIn(string word, string what)
    {
        for (
            var at = word.IndexOf(what, StringComparison.Ordinal);
            at >= 0;
            at = word.IndexOf(what, at + 1, StringComparison.Ordinal)
        )
        {
            var after = at + what.Length;
            // "/mnt/" is the folder /mnt as well.
            if (after < word.Length && word[after] == '/')
                after++;
            if (
                (at == 0 || !IsOfName(word[at - 1]))
                && (after == word.Length || !IsOfName(word[after]))
            )
                return true;
        }
        return false;
    }

    private static bool IsOfName(char c) =>
        char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-';
}
