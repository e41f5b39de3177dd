using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Verify.Instruments.Gates;

/// <summary>Who may pass a gate, who has, and what was noted about it.</summary>
internal sealed class Passage<TCommand>
    where TCommand : class, IGatedCommand
{
    // More of them say nothing new; a client that always talks nonsense must not fill the memory.
    private const int MostNotes = 100;

    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> notes = new();
    private ImmutableList<Hold<TCommand>> holds = [];
    private ImmutableList<Tally<TCommand>> tallies = [];

    public IReadOnlyDictionary<string, long> Counts => counts.ToDictionary(StringComparer.Ordinal);

    public IReadOnlyList<string> Notes => [.. notes];

    public void Forget() => counts.Clear();

    public void Note(string said)
    {
        if (notes.Count < MostNotes)
            notes.Enqueue(said);
    }

    public Hold<TCommand> Add(Hold<TCommand> hold)
    {
        ImmutableInterlocked.Update(ref holds, all => all.Add(hold));
        return hold;
    }

    public Tally<TCommand> Add(Tally<TCommand> tally)
    {
        ImmutableInterlocked.Update(ref tallies, all => all.Add(tally));
        return tally;
    }

    /// <summary>What it has to wait for, one after the other; nothing if it may pass.</summary>
    public IEnumerable<Task> Waits(TCommand command)
    {
        foreach (var hold in holds)
            if (hold.Take(command) is { } release)
                yield return release;
    }

    public void Count(TCommand command)
    {
        counts.AddOrUpdate(command.Kind, 1, (_, before) => before + 1);
        foreach (var tally in tallies)
            tally.Note(command);
    }
}
