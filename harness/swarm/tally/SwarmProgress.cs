namespace Verify.Swarm.Tally;

/// <summary>Where a swarm has got to; counts are since its start, latencies corrected and since its start.</summary>
/// <param name="Viewers">That watch now.</param>
public sealed record SwarmProgress(
    TimeSpan Elapsed,
    TimeSpan Of,
    int Viewers,
    long Requests,
    long Bytes,
    long Stalls,
    long Errors,
    LatencyPoint Playlists,
    LatencyPoint Segments
);

/// <summary>Two quantiles of a latency.</summary>
public sealed record LatencyPoint(TimeSpan P50, TimeSpan P99);
