namespace Verify.Engine.Journals;

/// <summary>What a journal says, read from the intact lines of its file and, where it has one, of its copy.</summary>
/// <param name="Entries">The acts, first to last.</param>
/// <param name="Decided">What was decided of all of them: to keep, to undo, or nothing yet.</param>
/// <param name="Damages">Lines that cannot be believed, each with file, line and what is wrong.</param>
/// <param name="Lost">Lines that no intact copy tells: each may have been an act with its undo.</param>
/// <param name="RunFolder">The run's, as the journal has it.</param>
public sealed record JournalReading(
    IReadOnlyList<JournalEntry> Entries,
    JournalState Decided,
    IReadOnlyList<string> Damages,
    IReadOnlyList<string> Lost,
    string? RunFolder
)
{
    /// <summary>What was done is to stay.</summary>
    public bool Stays => Decided is JournalState.Keeping;

    /// <summary>The last number that a line has, or had before it was damaged.</summary>
    internal int LastNumber { get; private init; }

    /// <summary>The last that an act has, or may have had.</summary>
    internal int LastId { get; private init; }

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
        var there = files.Where(file => new JournalFile(file).IsThere).ToArray();
        var found = there.Select(file => Numbered(new JournalFile(file).Lines())).ToArray();
        var all = found.SelectMany(lines => lines).ToArray();
        var lines = all.Select(one => one.Found.Line).OfType<JournalLine>().Distinct().ToArray();
        var entries = lines
            .Where(line => line.Id > 0)
            .GroupBy(line => line.Id)
            .OrderBy(act => act.Key)
            .Select(Entry)
            .OfType<JournalEntry>()
            .ToArray();
        var numbers = lines.Select(line => line.Number).ToHashSet();
        // A journal begins when it is made: one without a line has been damaged.
        var last = all.Select(one => one.Number).Append(there.Length > 0 ? 1 : 0).Max();
        var missing = Enumerable
            .Range(1, last)
            .Where(number => !numbers.Contains(number))
            .ToArray();
        return new(
            entries,
            DecidedIn(lines),
            [
                .. all.Select(one => one.Found)
                    .Where(one => one.Damage is not null)
                    .Select(one => $"{one.Place}: {one.Damage}"),
            ],
            [.. missing.Select(number => Said(number, all, there[0]))],
            lines.FirstOrDefault(line => line.State == JournalState.Opened)?.Note
        )
        {
            LastNumber = last,
            // Any line that is missing may have been an act.
            LastId = lines.Select(line => line.Id).DefaultIfEmpty(0).Max() + missing.Length,
        };
    }

    // A damaged line has the number after the one before it; one that was never written to its end has none.
    private static (int Number, FoundLine Found)[] Numbered(IReadOnlyList<FoundLine> lines)
    {
        var number = 0;
        return
        [
            .. lines.Select(line =>
                line.IsTorn ? (0, line) : (number = line.Line?.Number ?? number + 1, line)
            ),
        ];
    }

    private static string Said(int number, (int Number, FoundLine Found)[] all, string file)
    {
        var places = all.Where(one => one.Number == number)
            .Select(one => one.Found.Place)
            .ToArray();
        return places.Length > 0
            ? $"{string.Join(" and ", places)}: damaged, and no intact copy tells what it said"
            : $"{file}: its line number {number} is missing, and no intact copy tells what it said";
    }

    private static JournalState DecidedIn(JournalLine[] lines)
    {
        var said = lines
            .Where(line => line.Id == 0)
            .Select(line => line.State)
            .DefaultIfEmpty()
            .Max();
        // What has been settled had been decided, also if that word is lost.
        return said < JournalState.Keeping && lines.Any(line => line.State == JournalState.Kept)
            ? JournalState.Keeping
            : said;
    }

    // States follow each other as they are declared: the furthest one is where it has got to.
    private static JournalEntry? Entry(IGrouping<int, JournalLine> act) =>
        act.Select(line => line.Undo).FirstOrDefault(undo => undo is not null) is { } undo
            ? new(act.Key, undo, act.Max(line => line.State))
            : null;
}

/// <summary>An act outside the lab, and how far it has got.</summary>
public sealed record JournalEntry(int Id, RecoveryAct Undo, JournalState State);
