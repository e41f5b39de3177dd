using System.Text;
using System.Text.Json;

namespace Verify.Engine;

/// <summary>
/// What escapes the lab, with its undo, on disk before it happens: journal.jsonl in the run's folder. Whoever finds
/// an entry that was not undone can undo it, last first.
/// </summary>
public sealed class Journal
{
    public const string FileName = "journal.jsonl";

    // An undo of a process that is gone needs milliseconds; one that hangs must not keep the others from running.
    private static readonly TimeSpan UndoBudget = TimeSpan.FromSeconds(10);

    private readonly string path;

    public Journal(string folder) => path = Path.Combine(folder, FileName);

    /// <summary>Puts an undo on disk; only then may the act be done.</summary>
    public int Intend(RecoveryAct undo)
    {
        var id = Read(path).Select(line => line.Id).DefaultIfEmpty(0).Max() + 1;
        Append(new(id, undo));
        return id;
    }

    public void Undone(int id) => Append(new(id, null));

    /// <summary>Entries not undone yet, last first.</summary>
    public IReadOnlyList<JournalEntry> Open
    {
        get
        {
            var lines = Read(path);
            var undone = lines.Where(line => line.Undo is null).Select(line => line.Id).ToHashSet();
            return
            [
                .. lines
                    .Where(line => line.Undo is not null && !undone.Contains(line.Id))
                    .OrderByDescending(line => line.Id),
            ];
        }
    }

    /// <summary>Undoes what is open, last first, all of it; gives back what could not be undone.</summary>
    public async Task<IReadOnlyList<string>> RecoverAsync(TextWriter told)
    {
        var left = new List<string>();
        foreach (var entry in Open)
        {
            using var budget = new CancellationTokenSource(UndoBudget);
            try
            {
                await entry.Undo!.DoAsync(budget.Token).WaitAsync(budget.Token);
                Undone(entry.Id);
                await told.WriteLineAsync($"undone: {entry.Undo}");
            }
            catch (Exception failure)
            {
                left.Add($"{entry.Undo}: {failure.Message}");
            }
        }
        return left;
    }

    private void Append(JournalEntry entry)
    {
        using var file = new FileStream(
            path,
            FileMode.Append,
            FileAccess.Write,
            FileShare.ReadWrite
        );
        // A line of its own, also after one that was cut off.
        var apart = file.Length > 0 && !EndsWithLine() ? "\n" : "";
        file.Write(
            Encoding.UTF8.GetBytes(
                apart + JsonSerializer.Serialize(entry, RecordJson.Options) + "\n"
            )
        );
        file.Flush(flushToDisk: true);
    }

    private bool EndsWithLine()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    // A line that was cut off was never followed by its act.
    private static List<JournalEntry> Read(string path)
    {
        var entries = new List<JournalEntry>();
        if (File.Exists(path))
            foreach (var line in File.ReadLines(path))
                try
                {
                    entries.Add(
                        JsonSerializer.Deserialize<JournalEntry>(line, RecordJson.Options)!
                    );
                }
                catch (JsonException)
                {
                    continue;
                }
        return entries;
    }
}

/// <summary>A line of the journal: an intended act's undo, or (without one) the word that it was undone.</summary>
public sealed record JournalEntry(int Id, RecoveryAct? Undo);
