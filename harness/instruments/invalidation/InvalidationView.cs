namespace Verify.Instruments;

/// <summary>One endpoint's answers around a change, as they come in.</summary>
internal sealed class InvalidationView(WatchedEndpoint watched, ProbeFile file)
{
    private readonly Lock gate = new();
    private readonly List<(Sighting Seen, InvalidationState State)> sightings = [];
    private readonly HashSet<int> primed = [];
    private readonly IReadOnlyList<int> workers =
    [
        .. watched.Workers?.List().Where(w => !w.ShuttingDown).Select(w => w.Pid) ?? [],
    ];
    private IReadOnlyList<int> unprimed = [];
    private Instant? lastOld;

    public WatchedEndpoint Watched => watched;

    public string Name => watched.Endpoint.Name;

    public string? Inconclusive { get; private set; }

    public void Saw(Sighting seen)
    {
        var state = seen.Answer is { } answer ? file.StateOf(answer) : InvalidationState.Neither;
        lock (gate)
        {
            sightings.Add((seen, state));
            if (state != InvalidationState.Old)
                return;
            if (seen.Worker is { } worker)
                primed.Add(worker);
            if (this.lastOld is null || seen.Sent > this.lastOld)
                this.lastOld = seen.Sent;
        }
    }

    public bool Primed(InvalidationProbe probe)
    {
        lock (gate)
        {
            return workers.Count > 0
                ? workers.All(primed.Contains)
                : sightings.Count(pair => pair.State == InvalidationState.Old)
                    >= probe.PrimeAnswers;
        }
    }

    /// <summary>Fixes what was primed when the change was made.</summary>
    public void Prime(InvalidationProbe probe)
    {
        lock (gate)
        {
            unprimed = [.. workers.Where(worker => !primed.Contains(worker))];
            if (this.lastOld is null)
                Inconclusive =
                    $"no answer showed the old state within {probe.PrimeLimit.TotalSeconds} s: "
                    + $"{sightings.Count} asked{LastFault()}";
        }
    }

    public bool Over(Instant changed, TimeSpan patience)
    {
        lock (gate)
        {
            if (Inconclusive is not null)
                return true;
            var since = this.lastOld is { } old && old > changed ? old : changed;
            return Instant.Now - since > patience
                && sightings.Any(pair =>
                    pair.State == InvalidationState.New && pair.Seen.Sent > since
                );
        }
    }

    public Invalidation Result(InvalidationProbe probe, Instant changed, TimeSpan error)
    {
        lock (gate)
        {
            var seen = sightings.OrderBy(pair => pair.Seen.Sent).ToList();
            var after = seen.Where(pair => pair.Seen.Sent > changed).ToList();
            var old = after.Where(pair => pair.State == InvalidationState.Old).ToList();
            var lastOld = old.Count > 0 ? old[^1].Seen.Sent : changed;
            var settled = Inconclusive is null && Instant.Now - lastOld > probe.Patience;
            TimeSpan? First(Instant from) =>
                after
                    .Where(pair => pair.State == InvalidationState.New && pair.Seen.Sent > from)
                    .Select(pair => (TimeSpan?)(pair.Seen.Sent - changed))
                    .FirstOrDefault();
            return new(
                probe.Name,
                Name,
                probe.Kind,
                Inconclusive is null ? First(changed) : null,
                lastOld - changed,
                Inconclusive is null ? First(lastOld) : null,
                settled && First(lastOld) is not null,
                TimeProvider.System.GetUtcNow() - (Instant.Now - changed),
                error,
                old.Where(pair => pair.Seen.Worker is not null)
                    .GroupBy(pair => pair.Seen.Worker!.Value)
                    .ToDictionary(by => by.Key, by => by.Max(pair => pair.Seen.Sent - changed)),
                unprimed,
                seen.Where(pair => pair.State == InvalidationState.Neither)
                    .CountBy(pair => Fault(pair.Seen)!)
                    .ToDictionary(),
                Inconclusive
                    ?? (
                        after.All(pair => pair.State == InvalidationState.Neither)
                            ? $"no answer after the change showed either state{LastFault()}"
                            : null
                    ),
                [
                    .. seen.Select(pair => new InvalidationSample(
                        pair.Seen.Sent - changed,
                        pair.State,
                        pair.Seen.KeepAlive,
                        pair.Seen.Worker,
                        pair.State == InvalidationState.Neither ? Fault(pair.Seen) : null
                    )),
                ]
            );
        }
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
