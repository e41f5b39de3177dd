namespace Verify.Engine;

/// <summary>What a run has changed, found by looking before and after, whatever its changes say of themselves.</summary>
internal sealed class Coverage(Surroundings surroundings, IReadOnlyList<string> trees)
{
    // A server's workers follow their master, and the kernel closes what a process held, in milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, string> firstSeen = new(StringComparer.Ordinal);
    private Fingerprint before = surroundings.Look(trees);
    private Fingerprint? last;

    /// <summary>What a phase has changed.</summary>
    public async Task<IReadOnlyList<string>> AfterAsync(string phase)
    {
        var since = last ?? before;
        last = await LookAsync(since, BetweenLooks);
        foreach (var difference in before.Differences(last))
            firstSeen.TryAdd(difference.Key, phase);
        return [.. since.Differences(last).Select(difference => difference.Text)];
    }

    /// <summary>What is not as it was in the beginning, with the phase in which that was first seen.</summary>
    /// <param name="keptTree">A folder whose changes are to stay; null if none.</param>
    /// <param name="wasEntered">Somebody was let in after the last phase: what came only then is theirs.</param>
    public async Task<IReadOnlyList<string>> LeftAsync(string? keptTree, bool wasEntered) =>
        [
            .. before
                .Differences(await LookAsync(before, Patience))
                .Where(left => keptTree is null || !TreeTable.IsWithin(left.Key, keptTree))
                .Where(left => !wasEntered || firstSeen.ContainsKey(left.Key))
                .Select(left =>
                    $"{left}{(surroundings.IsShared ? Attribution.Of(left.Key) : "")}, "
                    + (
                        firstSeen.TryGetValue(left.Key, out var phase)
                            ? $"first seen changed after phase {phase}"
                            : "seen changed only at the end"
                    )
                ),
        ];

    /// <summary>Does what makes a lab fit to work in: that is no change of the run's, though mounts come with it.</summary>
    public void Arranging(Action arrange)
    {
        var was = MountTable.Look();
        arrange();
        var now = MountTable.Look();
        before = before.With(was, now);
        last = last?.With(was, now);
    }

    // What is just ending is over by the next look.
    private async Task<Fingerprint> LookAsync(Fingerprint since, TimeSpan patience)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var now = surroundings.Look(trees);
            if (
                TimeProvider.System.GetElapsedTime(started) >= patience
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
