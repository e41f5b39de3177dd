using Verify.Instruments.Http;
using Verify.Instruments.Sampling;
using Verify.Instruments.Workers;

namespace Verify.Instruments.Staleness;

/// <summary>Holds what clients got against what was published.</summary>
internal static class StalenessAnalysis
{
    // The word for a body that never lay on disk whole: read in the middle of a rewrite, or not ours.
    private const string UnknownVersion = "unknown version";

    // One difference is enough to see what is wrong.
    private const int MostShown = 3;

    public static Staleness Judge(
        WatchedEndpoint watched,
        TimeSpan phasePeriod,
        IReadOnlyList<WatchedFile> files,
        string? lost
    )
    {
        var clock = WallClock.Read();
        var all = files.SelectMany(file => file.Observations).OrderBy(seen => seen.Sent).ToList();
        var (first, last) = all.Count > 0 ? (all[0].Sent, all[^1].Sent) : default;
        var samples = files
            .SelectMany(
                (file, i) =>
                    file.Observations.Select(seen => Sample(seen, i, file.Timeline, first, clock))
            )
            .OrderBy(sample => sample.At)
            .ToList();
        var ages = samples.Select(sample => sample.Staleness).OfType<TimeSpan>().ToList();
        var workers = samples
            .Where(sample => sample.Worker is not null)
            .CountBy(sample => sample.Worker!.Value)
            .ToDictionary();
        var error = files.Select(file => file.Timeline.Error).DefaultIfEmpty(TimeSpan.Zero).Max();
        var missed = error + Mean(files.Select(file => file.Gap(workers.Count)));
        var windows = files.Sum(file => file.Windows(missed));
        var meanwhile = files
            .SelectMany(file => file.Timeline.Publications)
            .Where(p => p.At >= first && p.At <= last)
            .ToList();
        var phases = meanwhile.Select(p => Phase(p.Wall, phasePeriod)).ToList();
        var quantiles = Quantiles.Of(ages);
        var (upper, reason) = StalenessBound.Of(quantiles.Max, missed, windows, phases);
        var moves = files.Select(file => MediaSequenceMoves.Of(file.Observations)).ToList();
        return new(
            watched.Endpoint.Name,
            ages.Count,
            quantiles.Max,
            Mean(ages),
            quantiles.P50,
            quantiles.P95,
            quantiles.P99,
            upper,
            reason,
            windows,
            missed,
            1 - StalenessBound.LargestGap(phases),
            Quantiles.Of(
                samples.Where(sample => sample.Error is null).Select(sample => sample.RoundTrip)
            ),
            error,
            moves.Sum(one => one.Regressions),
            moves.Select(one => one.LargestStepBack).DefaultIfEmpty(0).Max(),
            samples
                .Where(sample => sample.Error is not null)
                .CountBy(sample => sample.Error!)
                .ToDictionary(),
            workers,
            Unseen(watched.Workers, workers),
            lost ?? Inconclusive(files, ages.Count, samples.Count, meanwhile.Count),
            samples,
            [.. files.Select(file => file.Timeline)]
        )
        {
            Unpublished =
            [
                .. files.SelectMany(file => file.Unpublished()).Distinct().Take(MostShown),
            ],
        };
    }

    private static string? Inconclusive(
        IReadOnlyList<WatchedFile> files,
        int judged,
        int asked,
        int meanwhile
    ) =>
        files.All(file => file.Timeline.Publications.Count == 0)
            ? "nothing was published under the watched name"
        : judged == 0 ? $"no answer could be held against what was published ({asked} asked)"
        : meanwhile == 0
            ? "nothing was published while it was watched: every answer is current, with a cache or without"
        : null;

    private static StalenessSample Sample(
        Observation seen,
        int file,
        PublicationTimeline timeline,
        Instant first,
        WallClock clock
    )
    {
        var served = timeline.Of(seen);
        var by = served is null ? timeline.SupersededBeforeTheWatch(seen) : served.SupersededBy;
        var age = by is null ? TimeSpan.Zero : seen.Sent - by.At;
        var isKnown = served is not null || by is not null;
        return new(
            seen.Sent - first,
            clock.Of(seen.Sent),
            !isKnown ? null
                : age > TimeSpan.Zero ? age
                : TimeSpan.Zero,
            seen.Completed - seen.Sent,
            seen.Sequence,
            seen.KeepAlive,
            seen.Worker,
            seen.Error ?? (isKnown ? null : UnknownVersion),
            file,
            served?.Number
        );
    }

    private static TimeSpan Mean(IEnumerable<TimeSpan> spans) =>
        TimeSpan.FromTicks(
            (long)spans.Select(span => (double)span.Ticks).DefaultIfEmpty(0).Average()
        );

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
