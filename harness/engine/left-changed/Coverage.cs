using Verify.Engine.Programs;
using Verify.Engine.Record;

namespace Verify.Engine.LeftChanged;

/// <summary>What a run has changed, found by looking before and after, whatever its changes say of themselves.</summary>
/// <param name="calls">What the run's own calls name; where nothing is known of them, they name nothing.</param>
/// <param name="places">Folders that are the run's to answer for, beside the trees.</param>
internal sealed class Coverage(
    Surroundings surroundings,
    IReadOnlyList<string> trees,
    OwnCalls? calls = null,
    params IReadOnlyList<string> places
)
{
    // A server's workers follow their master, and the kernel closes what a process held, in milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    // A function, because a run's coverage only exists once its first phase begins.
    private static readonly AsyncLocal<Func<Coverage?>?> ofThisRun = new();

    private readonly Ownership ownership = new(
        surroundings.IsShared,
        calls ?? new OwnCalls(null, new([])),
        [.. trees, .. places]
    );
    private readonly Dictionary<string, string> firstSeen = new(StringComparer.Ordinal);
    private Fingerprint before = surroundings.Look(trees);
    private Fingerprint? last;

    /// <summary>Makes the coverage of a run the current one, for everything that is started from here on.</summary>
    internal static void Use(Func<Coverage?> ofRun) => ofThisRun.Value = ofRun;

    /// <summary>Prepares the lab; the mounts that this makes do not count as changes of a phase.</summary>
    internal static void Arrange(Action arrange)
    {
        if (ofThisRun.Value?.Invoke() is { } coverage)
            coverage.Arranging(arrange);
        else
            arrange();
    }

    /// <summary>What a phase has changed, and what others have.</summary>
    public async Task<FoundChanges> AfterAsync(string phase)
    {
        var since = last ?? before;
        last = await LookAsync(since, BetweenLooks);
        foreach (var difference in before.Differences(last))
            firstSeen.TryAdd(difference.Key, phase);
        var (ours, others) = Sorted(since, last);
        return new(
            [.. ours.Select(one => one.Text)],
            [.. others.Select(one => one.Text).Distinct()]
        );
    }

    /// <summary>What is not as it was in the beginning, with the phase in which that was first seen, and what others did last.</summary>
    /// <param name="keptTree">A folder whose changes are to stay; null if none.</param>
    /// <param name="wasEntered">Somebody was let in after the last phase: what came only then is theirs.</param>
    public async Task<FoundChanges> LeftAsync(string? keptTree, bool wasEntered)
    {
        var since = last ?? before;
        last = await LookAsync(before, Patience);
        return new(
            [
                .. Sorted(before, last)
                    .Ours.Where(left => keptTree is null || !TreeTable.IsWithin(left.Key, keptTree))
                    .Where(left => !wasEntered || firstSeen.ContainsKey(left.Key))
                    .Select(left =>
                        $"{left}, "
                        + (
                            firstSeen.TryGetValue(left.Key, out var phase)
                                ? $"first seen changed after phase {phase}"
                                : "seen changed only at the end"
                        )
                    ),
            ],
            [.. Sorted(since, last).Others.Select(one => one.Text).Distinct()]
        );
    }

    private void Arranging(Action arrange)
    {
        var was = MountTable.Look();
        arrange();
        var now = MountTable.Look();
        before = before.With(was, now);
        last = last?.With(was, now);
    }

    private (IReadOnlyList<Difference> Ours, IReadOnlyList<Difference> Others) Sorted(
        Fingerprint since,
        Fingerprint now
    )
    {
        var ours = since.Differences(now).ToLookup(ownership.IsOurs);
        return ([.. ours[true]], [.. ours[false]]);
    }

    // What is just ending is over by the next look.
    private async Task<Fingerprint> LookAsync(Fingerprint since, TimeSpan patience)
    {
        // Counted in looks: the time in which this program was stopped is nobody's patience.
        for (var waited = TimeSpan.Zero; ; waited += BetweenLooks)
        {
            var now = surroundings.Look(trees);
            if (
                waited >= patience
                || since
                    .Of(ProcessTable.Kind, PortTable.Kind)
                    .Differences(now.Of(ProcessTable.Kind, PortTable.Kind))
                    .Count == 0
            )
                return now;
            await Task.Delay(BetweenLooks);
        }
    }
}

/// <summary>What differs, each named.</summary>
/// <param name="Ours">The run's to answer for.</param>
/// <param name="Others">Somebody else's: a note.</param>
public sealed record FoundChanges(IReadOnlyList<string> Ours, IReadOnlyList<string> Others)
{
    /// <param name="phase">After which they were first seen; null at the end.</param>
    internal void NoteOthers(RecordWriter record, string? phase)
    {
        foreach (var one in Others)
            record.Write(new ForeignChangeSeen(phase, one));
    }
}
