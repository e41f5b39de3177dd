using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>Every metric that a threshold can bound.</summary>
internal static class SwarmMetrics
{
    private static readonly WholeOf Viewers = new("viewers", result => result.Plan.Viewers);
    private static readonly WholeOf Requests = new("requests", result => result.Traffic.Requests);

    private static readonly WholeOf Segments = new(
        "segments that were due",
        result => result.Traffic.Segments + result.Playback.Skipped + result.Playback.Expired
    );

    /// <summary>Each with its quantiles, by the name of the whole.</summary>
    public static readonly IReadOnlyList<LatencyMetrics> Latencies =
    [
        new("playlist", "playlists, from when they were due", r => r.Playlists.Corrected, true),
        new("playlist.raw", "playlists, from when they were sent", r => r.Playlists.Raw, false),
        new("segment", "segments, from when they were due", r => r.Segments.Corrected, true),
        new("segment.raw", "segments, from when they were sent", r => r.Segments.Raw, false),
        new("join", "from a viewer's start to its first whole segment", r => r.Join, true),
        new("live", "how far viewers play behind the newest listed media", r => r.Live, true),
        new("lateness", "the generator's own lateness", r => r.Generator.Lateness, false),
    ];

    public static readonly IReadOnlyList<SwarmMetric> Counts =
    [
        Count("joined", "viewers that got a first segment", r => r.Audience.Joined, Viewers) with
        {
            Open = StillWaiting,
        },
        Count(
            "gaveup",
            "viewers that left: their playlist failed too often in a row",
            r => r.Audience.GaveUp,
            Viewers
        ),
        Count(
            "ended",
            "viewers that played a presentation to its end",
            r => r.Audience.PlayedToEnd,
            Viewers
        ) with
        {
            Read = r => r.Stream.Length is null ? null : r.Audience.PlayedToEnd,
            Unmeasured = "the stream is live and has no end",
        },
        Count("stalls", "times that a viewer's buffer ran dry", r => r.Playback.Stalls),
        Time("stalled", "time stalled, of all viewers together", r => r.Playback.Stalled),
        Count(
            "stalled.viewers",
            "viewers that stalled at least once",
            r => r.Audience.Stalled,
            Viewers
        ),
        Count(
            "skipped",
            "segments given up after their retries",
            r => r.Playback.Skipped,
            Segments
        ),
        Count(
            "expired",
            "segments that left the playlist before they were fetched",
            r => r.Playback.Expired,
            Segments
        ),
        Count("regressions", "times that a playlist went backwards", r => r.Playback.Regressions),
        Count("errors", "failed requests", r => r.ErrorCount, Requests),
        .. ErrorClass.All.Select(one =>
            Count($"errors.{one.Name}", one.Meaning, one.Count, Requests)
        ),
        Count("retries", "requests sent again after a failure", r => r.Traffic.Retries, Requests),
        Count(
            "timeouts",
            "requests not answered within the timeout",
            r => r.Traffic.Timeouts,
            Requests
        ),
        Count("overdue", "reloads due while an earlier one was unanswered", r => r.Traffic.Overdue),
        Count("requests", "requests sent", r => r.Traffic.Requests),
        Count("segments", "segments fetched whole", r => r.Traffic.Segments),
        new(
            "throughput",
            MetricUnit.MegabitsPerSecond,
            "bodies of answers, over the whole run",
            r => r.Traffic.Requests == 0 ? null : r.MegabitsPerSecond
        ),
        Time(
            "standstill",
            "longest time that a live playlist had no new version",
            r => r.Stream.Standstill
        ) with
        {
            Read = r =>
                r.Stream is { Length: null, Versions: > 0 }
                    ? r.Stream.Standstill.TotalMilliseconds
                    : null,
            Unmeasured = "no playlist was read that stayed live to the end",
        },
    ];

    public static readonly IReadOnlyList<SwarmMetric> All =
    [
        .. Latencies.SelectMany(one => one.Metrics),
        .. Counts,
    ];

    private static readonly Dictionary<string, SwarmMetric> ByName = All.ToDictionary(metric =>
        metric.Name
    );

    public static SwarmMetric Get(string name) => ByName[name];

    public static bool TryGet(string name, out SwarmMetric metric) =>
        ByName.TryGetValue(name, out metric!);

    /// <summary>All names in one line, and the one that was perhaps meant.</summary>
    public static string Known(string typed) =>
        $"Known: {string.Join(", ", Latencies.Select(one => one.Name))}, each with "
        + $"{string.Join(", ", LatencyMetrics.Quantiles.Select(one => $".{one.Name}"))}; "
        + $"{string.Join(", ", Counts.Select(one => one.Name))}."
        + NearestMatch.Hint(typed, ByName.Keys);

    // Whoever came in a run that is shorter than one request may take has had no time to be turned away.
    private static double StillWaiting(SwarmResult result) =>
        result.Elapsed < result.Plan.Timeout
            ? Math.Min(result.Traffic.Unanswered, result.Audience.Started - result.Audience.Joined)
            : 0;

    private static SwarmMetric Count(
        string name,
        string meaning,
        Func<SwarmResult, long> read,
        WholeOf? of = null
    ) => new(name, MetricUnit.Count, meaning, r => read(r)) { Whole = of };

    private static SwarmMetric Time(
        string name,
        string meaning,
        Func<SwarmResult, TimeSpan> read
    ) => new(name, MetricUnit.Milliseconds, meaning, r => read(r).TotalMilliseconds);
}
