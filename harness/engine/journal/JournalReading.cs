namespace Verify.Engine;

/// <summary>What a journal says, read from its intact lines and, where it has one, from its copy.</summary>
/// <param name="Entries">The acts, first to last.</param>
/// <param name="Decided">What was decided of all of them: to keep, to undo, or nothing yet.</param>
/// <param name="Damages">Lines that cannot be believed, each with file, line and what is wrong.</param>
/// <param name="Lost">Acts of which no intact line tells the undo.</param>
public sealed record JournalReading(
    IReadOnlyList<JournalEntry> Entries,
    JournalState Decided,
    IReadOnlyList<string> Damages,
    IReadOnlyList<int> Lost
)
{
    /// <summary>What was done is to stay.</summary>
    public bool Stays => Decided is JournalState.Keeping;

    /// <summary>Those not brought to their end, last first: the order of undoing.</summary>
    public IReadOnlyList<JournalEntry> Open =>
        [
            .. Entries
                .Where(entry => entry.State != (Stays ? JournalState.Kept : JournalState.Undone))
                .Where(entry => entry.State != JournalState.Undone)
                .OrderByDescending(entry => entry.Id),
        ];

    public static JournalReading Of(IEnumerable<string> files)
    {
        var damages = new List<string>();
        var lines = files.Where(File.Exists).SelectMany(file => Read(file, damages)).ToArray();
        var acts = lines
            .Where(line => line.Id > 0)
            .GroupBy(line => line.Id)
            .OrderBy(act => act.Key);
        var entries = acts.Select(Entry).OfType<JournalEntry>().ToArray();
        var known = entries.Select(entry => entry.Id).ToHashSet();
        // Numbered one by one: a number that is missing is an act whose line is gone.
        var last = lines.Select(line => line.Id).DefaultIfEmpty(0).Max();
        return new(
            entries,
            lines.Where(line => line.Id == 0).Select(line => line.State).DefaultIfEmpty().Max(),
            damages,
            [.. Enumerable.Range(1, last).Where(id => !known.Contains(id) && !IsOver(lines, id))]
        );
    }

    private static bool IsOver(JournalLine[] lines, int id) =>
        lines.Any(line => line.Id == id && line.State is JournalState.Undone or JournalState.Kept);

    // States follow each other as they are declared: the furthest one is where it has got to.
    private static JournalEntry? Entry(IGrouping<int, JournalLine> act) =>
        act.Select(line => line.Undo).FirstOrDefault(undo => undo is not null) is { } undo
            ? new(act.Key, undo, act.Max(line => line.State))
            : null;

    private static IEnumerable<JournalLine> Read(string file, List<string> damages)
    {
        var number = 0;
        foreach (var text in File.ReadLines(file))
        {
            number++;
            if (text.Length == 0)
                continue;
            if (JournalLine.Parse(text, out var damage) is { } line)
                yield return line;
            else
                damages.Add($"{file}:{number}: {damage}");
        }
    }
}

/// <summary>An act outside the lab, and how far it has got.</summary>
public sealed record JournalEntry(int Id, RecoveryAct Undo, JournalState State);
