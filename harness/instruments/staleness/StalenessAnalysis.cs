namespace Verify.Instruments;

/// <summary>Holds what clients got against what was published.</summary>
internal static class StalenessAnalysis
{
    // The word for a body that never lay on disk whole: read in the middle of a rewrite, or not ours.
    private const string UnknownVersion = "unknown version";

    public static Staleness Judge(
        WatchedEndpoint watched,
        StalenessPlan plan,
        IReadOnlyCollection<Observation> observations,
        PublicationTimeline timeline,
        string? lost
    )
    {
        var ordered = observations.OrderBy(seen => seen.Sent).ToList();
        var (first, last) = ordered.Count > 0 ? (ordered[0].Sent, ordered[^1].Sent) : default;
        var judged = ordered
            .Select(seen => (seen, served: Served(seen, timeline)))
            .Select(pair => (Sample: Sample(pair.seen, pair.served, first), pair.served))
            .ToList();
        var samples = judged.Select(pair => pair.Sample).ToList();
        var ages = samples
            .Where(sample => sample.Staleness is not null)
            .Select(sample => sample.Staleness!.Value)
            .ToList();
        var roundTrips = Quantiles.Of(
            samples.Where(sample => sample.Error is null).Select(sample => sample.RoundTrip)
        );
        var workers = samples
            .Where(sample => sample.Worker is not null)
            .CountBy(sample => sample.Worker!.Value)
            .ToDictionary();
        var windows = judged
            .Where(pair => pair.Sample.Staleness > timeline.Error)
            .Select(pair => pair.served!.Version)
            .Distinct()
            .Count();
        var phases = timeline
            .Publications.Where(p => p.At >= first && p.At <= last)
            .Select(p => Phase(p.Wall, plan.PhasePeriod))
            .ToList();
        var quantiles = Quantiles.Of(ages);
        var missed = timeline.Error + (plan.Sampling.MeanInterval * Math.Max(1, workers.Count));
        var (upper, reason) = StalenessBound.Of(quantiles.Max, missed, windows, phases);
        var moves = MediaSequenceMoves.Of(observations);
        return new(
            watched.Endpoint.Name,
            ages.Count,
            quantiles.Max,
            ages.Count == 0
                ? TimeSpan.Zero
                : TimeSpan.FromTicks((long)ages.Average(age => age.Ticks)),
            quantiles.P50,
            quantiles.P95,
            quantiles.P99,
            upper,
            reason,
            windows,
            1 - StalenessBound.LargestGap(phases),
            roundTrips,
            timeline.Error,
            moves.Regressions,
            moves.LargestStepBack,
            samples
                .Where(sample => sample.Error is not null)
                .CountBy(sample => sample.Error!)
                .ToDictionary(),
            workers,
            Unseen(watched.Workers, workers),
            Inconclusive(lost, ages.Count, samples.Count, first, last, timeline),
            samples
        );
    }

    private static string? Inconclusive(
        string? lost,
        int judged,
        int asked,
        Instant first,
        Instant last,
        PublicationTimeline timeline
    ) =>
        lost
        ?? (
            timeline.Publications.Count == 0 ? "nothing was published under the watched name"
            : judged == 0 ? $"no answer could be held against what was published ({asked} asked)"
            : !timeline.Publications.Any(p => p.At >= first && p.At <= last)
                ? "nothing was published while it was watched: every answer is current, with a cache or without"
            : null
        );

    private static PublicationTimeline.Served? Served(
        Observation seen,
        PublicationTimeline timeline
    ) => seen.Hash is null ? null : timeline.Find(seen.Hash, seen.Completed);

    private static StalenessSample Sample(
        Observation seen,
        PublicationTimeline.Served? served,
        Instant first
    )
    {
        var age = served?.SupersededBy is { } by ? seen.Sent - by.At : TimeSpan.Zero;
        return new(
            seen.Sent - first,
            seen.Wall,
            served is null ? null
                : age > TimeSpan.Zero ? age
                : TimeSpan.Zero,
            seen.Completed - seen.Sent,
            seen.Sequence,
            seen.KeepAlive,
            seen.Worker,
            seen.Error ?? (served is null ? UnknownVersion : null)
        );
    }

    private static double Phase(DateTimeOffset wall, TimeSpan period) =>
        wall.UtcTicks % period.Ticks / (double)period.Ticks;

    private static List<int> Unseen(NginxWorkers? workers, Dictionary<int, int> seen) =>
        workers is null
            ? []
            :
            [
                .. workers
                    .List()
                    .Where(worker => !worker.ShuttingDown && !seen.ContainsKey(worker.Pid))
                    .Select(worker => worker.Pid),
            ];
}
