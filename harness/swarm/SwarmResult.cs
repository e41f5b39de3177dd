namespace Verify.Swarm;

/// <summary>What a swarm saw.</summary>
/// <param name="Viewers">That started.</param>
/// <param name="Joined">That got a first segment.</param>
/// <param name="GaveUp">That left because their playlist failed too often in a row.</param>
/// <param name="PlayedToEnd">That came to the end of a presentation that has one.</param>
/// <param name="Join">From a viewer's start to its first whole segment.</param>
/// <param name="StalledViewers">That stalled at least once.</param>
/// <param name="Errors">Failed requests by kind: a status, a fault, what was wrong with the body.</param>
/// <param name="Requests">That were sent, for comparison with the server's own count.</param>
/// <param name="Checked">Segments looked into.</param>
/// <param name="Skipped">Segments given up after their retries.</param>
/// <param name="Expired">Segments that left the playlist before they were fetched.</param>
/// <param name="Regressions">Times that a playlist's end lay before that of an earlier one.</param>
/// <param name="Unanswered">Requests under way when time was up; they are in no latency.</param>
/// <param name="Lateness">How late the generator itself was.</param>
/// <param name="Cpu">The share of all processors that this process used, from 0 to 1.</param>
/// <param name="Inconclusive">Why no verdict can rest on this, or null.</param>
public sealed record SwarmResult(
    SwarmPlan Plan,
    TimeSpan Elapsed,
    int Viewers,
    int Joined,
    int GaveUp,
    int PlayedToEnd,
    Latencies Playlists,
    Latencies Segments,
    LatencyHistogram Join,
    long Stalls,
    int StalledViewers,
    TimeSpan Stalled,
    IReadOnlyDictionary<string, long> Errors,
    long Requests,
    long Connections,
    long Bytes,
    long SegmentCount,
    long Checked,
    long Retries,
    long Skipped,
    long Expired,
    long Regressions,
    long Unanswered,
    LatencyHistogram Lateness,
    double Cpu,
    string? Inconclusive
)
{
    public long ErrorCount => Errors.Values.Sum();

    public double ErrorShare => Requests == 0 ? 0 : (double)ErrorCount / Requests;
}
