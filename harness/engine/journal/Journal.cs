using System.Text;

namespace Verify.Engine;

/// <summary>
/// What escapes the lab, with its undo, on disk before it happens: journal.jsonl in the run's folder. Whoever finds
/// an entry that was not undone can undo it, last first.
/// </summary>
/// <param name="folder">The run's.</param>
/// <param name="tree">A tree of the user's that the run changes: while it does, a copy of the journal lies in it.</param>
public sealed class Journal(string folder, string? tree = null)
{
    public const string FileName = "journal.jsonl";

    /// <summary>The copy's name: it stands in a tree for as long as something of a run is left in it.</summary>
    public const string CopyName = ".verify-rollout.jsonl";

    private readonly string path = Path.Combine(folder, FileName);
    private int last = -1;

    /// <summary>The copy's place; null where no tree is changed.</summary>
    public string? Copy { get; } = tree is null ? null : Path.Combine(tree, CopyName);

    /// <summary>Why the journal could not be written further, or null. What was begun is undone all the same.</summary>
    public string? Lost { get; private set; }

    public JournalReading Read() => JournalReading.Of(Copy is null ? [path] : [path, Copy]);

    /// <summary>Puts an undo on disk; only then may the act be done.</summary>
    public int Intend(RecoveryAct undo)
    {
        if (last < 0)
            last = Begin();
        Append(new(last + 1, JournalState.Intended, Now, undo));
        return ++last;
    }

    /// <summary>A word on what is under way: without it no more is known than before, and no undo fails for it.</summary>
    public void Note(int id, JournalState state)
    {
        try
        {
            Append(new(id, state, Now));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Lost ??= $"{path} cannot be written any further: {refused.Message}";
        }
    }

    /// <summary>From here on the copy is written too.</summary>
    public void StartCopy()
    {
        using var copy = new FileStream(Copy!, FileMode.CreateNew, FileAccess.Write);
        copy.Write(File.ReadAllBytes(path));
        copy.Flush(flushToDisk: true);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private int Begin()
    {
        var entries = Read().Entries;
        if (!File.Exists(path))
            Append(new(0, JournalState.Opened, Now, Note: folder));
        return entries.Select(entry => entry.Id).DefaultIfEmpty(0).Max();
    }

    private void Append(JournalLine line)
    {
        Append(path, line);
        if (Copy is not null && File.Exists(Copy))
            Append(Copy, line);
    }

    private static void Append(string path, JournalLine line)
    {
        var isNew = !File.Exists(path);
        using var file = new FileStream(
            path,
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.ReadWrite
        );
        // A line of its own, also after one that was cut off.
        var apart = file.Length > 0 && !EndsWithLine(file) ? "\n" : "";
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes($"{apart}{line}\n"));
        file.Flush(flushToDisk: true);
        if (isNew)
            Durable.Folder(Path.GetDirectoryName(path)!);
    }

    private static bool EndsWithLine(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
