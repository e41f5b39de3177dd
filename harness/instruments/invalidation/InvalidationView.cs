using Verify.Instruments.Http;
using Verify.Instruments.Replay;
using Verify.Instruments.Sampling;

namespace Verify.Instruments.Invalidation;

/// <summary>One endpoint's answers around one change, as they come in.</summary>
internal sealed class InvalidationView(
    WatchedEndpoint watched,
    IReadOnlyList<int?> workers,
    InvalidationProbe probe,
    ProbeFile file,
    InvalidationPlan plan
)
{
    // Until all workers are primed, and until the clock's next second.
    private static readonly TimeSpan PrimedWithin = TimeSpan.FromSeconds(0.5);

    private readonly Lock gate = new();
    private readonly List<(Sighting Seen, InvalidationState State)> sightings = [];
    private readonly Dictionary<int, (Instant? Old, Instant? New)> lastOf = [];
    private readonly CacheWindow expected = probe.Expected.GetValueOrDefault(watched.Endpoint.Name);
    private List<int> unprimed = [];
    private string? inconclusive;
    private bool closed;

    private TimeSpan LookCloselyFrom => plan.PhasePeriod + PrimedWithin + TimeSpan.FromSeconds(1);

    public string Name => watched.Endpoint.Name;

    public void Saw(Sighting seen)
    {
        var state = seen.Answer is { } answer ? file.StateOf(answer) : InvalidationState.Neither;
        lock (gate)
        {
            sightings.Add((seen, state));
            var last = lastOf.GetValueOrDefault(seen.Worker ?? 0);
            if (state == InvalidationState.Old)
                lastOf[seen.Worker ?? 0] = last with { Old = seen.Sent };
            else if (state == InvalidationState.New)
                lastOf[seen.Worker ?? 0] = last with { New = seen.Sent };
        }
    }

    /// <summary>How long until a worker is asked again; null when all is known.</summary>
    public TimeSpan? Pace()
    {
        lock (gate)
        {
            if (closed)
                return null;
            if (file.Changed is not { } changed)
                // A short-lived entry has to be kept alive until the change; a long-lived one is, once made.
                return lastOf.Count < workers.Count || expected.High <= TimeSpan.FromSeconds(1)
                    ? plan.Fine
                    : plan.Coarse;
            var since = Instant.Now - changed.At;
            var left = expected.LongestAfter(changed.Wall) - since;
            // The entry was made up to a phase before the change, and dies so much sooner; long past its end it has.
            return left < LookCloselyFrom && left > -TimeSpan.FromSeconds(1)
                ? plan.Fine
                : plan.Coarse;
        }
    }

    public bool Primed()
    {
        lock (gate)
            return workers.All(worker => lastOf.GetValueOrDefault(worker ?? 0).Old is not null);
    }

    /// <summary>Fixes what was primed when the change was made.</summary>
    public void Prime()
    {
        lock (gate)
        {
            unprimed =
            [
                .. workers
                    .OfType<int>()
                    .Where(worker => lastOf.GetValueOrDefault(worker).Old is null),
            ];
            if (lastOf.Values.All(last => last.Old is null))
                inconclusive =
                    $"no answer showed the old state within {plan.PrimeLimit.TotalSeconds} s: "
                    + $"{sightings.Count} asked{LastFault()}";
        }
    }

    /// <summary>Whether all is known; asked for no more if so.</summary>
    public bool Over()
    {
        lock (gate)
            return closed |= inconclusive is not null || Settled();
    }

    public Invalidation Result()
    {
        lock (gate)
        {
            var (changed, error, wall) = file.Changed ?? (default, default, default);
            var seen = sightings.OrderBy(pair => pair.Seen.Sent).ToList();
            var after = seen.Where(pair => pair.Seen.Sent > changed).ToList();
            var lastOld = after
                .Where(pair => pair.State == InvalidationState.Old)
                .GroupBy(pair => pair.Seen.Worker ?? 0)
                .ToDictionary(by => by.Key, by => by.Max(pair => pair.Seen.Sent));
            var showNew = after.Where(pair => pair.State == InvalidationState.New).ToList();
            var nextNew = showNew
                .Where(pair =>
                    lastOld.TryGetValue(pair.Seen.Worker ?? 0, out var old) is false
                    || pair.Seen.Sent > old
                )
                .GroupBy(pair => pair.Seen.Worker ?? 0)
                .Select(by => by.Min(pair => pair.Seen.Sent))
                .ToList();
            return new(
                probe.Name,
                Name,
                probe.Kind,
                showNew.Count > 0 ? showNew[0].Seen.Sent - changed : null,
                lastOld.Count > 0 ? lastOld.Values.Max() - changed : TimeSpan.Zero,
                nextNew.Count == workers.Count ? nextNew.Max() - changed : null,
                inconclusive is null && Settled(),
                wall,
                error,
                lastOld.ToDictionary(pair => pair.Key, pair => pair.Value - changed),
                unprimed,
                seen.Where(pair => pair.State == InvalidationState.Neither)
                    .CountBy(pair => Fault(pair.Seen)!)
                    .ToDictionary(),
                inconclusive
                    ?? (
                        after.All(pair => pair.State == InvalidationState.Neither)
                            ? $"no answer after the change showed either state{LastFault()}"
                            : null
                    ),
                [
                    .. seen.Select(pair => new InvalidationSample(
                        pair.Seen.Sent - changed,
                        pair.Seen.Completed - pair.Seen.Sent,
                        pair.State,
                        pair.Seen.Worker,
                        pair.State == InvalidationState.Neither ? Fault(pair.Seen) : null
                    )),
                ]
            );
        }
    }

    private bool Settled()
    {
        if (file.Changed is not { } changed)
            return false;
        var quietSince = changed.At;
        foreach (var worker in workers)
        {
            var (old, fresh) = lastOf.GetValueOrDefault(worker ?? 0);
            if (fresh is null || old > fresh)
                return false;
            if (old > quietSince)
                quietSince = old.Value;
        }
        return Instant.Now - quietSince > plan.Patience;
    }

    private static string? Fault(Sighting seen) =>
        seen.Fault
        ?? (
            seen.Answer is { Status: 200 }
                ? "a body of neither state"
                : $"status {seen.Answer?.Status}"
        );

    private string LastFault()
    {
        var last = sightings.LastOrDefault(pair => pair.State == InvalidationState.Neither);
        return last.Seen is null ? "" : $", last {Fault(last.Seen)}";
    }
}
