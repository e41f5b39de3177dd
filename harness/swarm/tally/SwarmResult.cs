using Verify.Swarm.Latency;

namespace Verify.Swarm.Tally;

/// <summary>What a swarm saw.</summary>
/// <param name="Join">From a viewer's start to its first whole segment.</param>
/// <param name="Live">How far behind the newest listed media a viewer plays, looked at as each segment arrives.</param>
/// <param name="Errors">Failed requests by kind: a status, a fault, what was wrong with the body.</param>
/// <param name="Inconclusive">Why no verdict can rest on this, or null.</param>
public sealed record SwarmResult(
    SwarmPlan Plan,
    TimeSpan Elapsed,
    Audience Audience,
    Playback Playback,
    Traffic Traffic,
    StreamSeen Stream,
    Latencies Playlists,
    Latencies Segments,
    LatencyHistogram Join,
    LatencyHistogram Live,
    IReadOnlyDictionary<string, long> Errors,
    Generator Generator,
    string? Inconclusive
)
{
    public long ErrorCount => Errors.Values.Sum();

    /// <summary>Of all requests, from 0 to 1.</summary>
    public double ErrorShare => Traffic.Requests == 0 ? 0 : (double)ErrorCount / Traffic.Requests;

    /// <summary>Megabits of answers' bodies a second, over the whole run.</summary>
    public double MegabitsPerSecond => Traffic.Bytes * 8 / 1e6 / Elapsed.TotalSeconds;
}

/// <summary>What became of the viewers.</summary>
/// <param name="Joined">That got a first segment.</param>
/// <param name="GaveUp">That left because their playlist failed too often in a row.</param>
/// <param name="PlayedToEnd">That came to the end of a presentation that has one.</param>
/// <param name="Stalled">That stalled at least once.</param>
public sealed record Audience(int Started, int Joined, int GaveUp, int PlayedToEnd, int Stalled);

/// <summary>What was played.</summary>
/// <param name="Stalled">The sum over all viewers.</param>
/// <param name="Skipped">Segments given up after their retries.</param>
/// <param name="Expired">Segments that left the playlist before they were fetched.</param>
/// <param name="Regressions">Times that a playlist's end lay before that of an earlier one.</param>
/// <param name="Switches">Times that an adaptive viewer changed its variant.</param>
public sealed record Playback(
    long Stalls,
    TimeSpan Stalled,
    long Skipped,
    long Expired,
    long Regressions,
    long Switches
);

/// <summary>What went over the network.</summary>
/// <param name="Requests">That were sent, for comparison with the server's own count.</param>
/// <param name="Bytes">Of the answers' bodies.</param>
/// <param name="Segments">That were fetched whole.</param>
/// <param name="Checked">Segments read whole and looked into.</param>
/// <param name="Unanswered">Requests under way when time was up; they are in no latency.</param>
/// <param name="Overdue">
/// Reloads that fell due while an earlier one was still unanswered: never sent, and in the corrected latencies.
/// </param>
public sealed record Traffic(
    long Requests,
    long Connections,
    long Bytes,
    long Segments,
    long Checked,
    long Retries,
    long Timeouts,
    long Unanswered,
    long Overdue
);

/// <summary>The stream as all viewers together saw it.</summary>
/// <param name="Versions">Distinct versions of its media playlists.</param>
/// <param name="Standstill">The longest that one stayed without a new version: from its first sight to that of the next one, or to the end.</param>
/// <param name="Length">Of a presentation that has ended; null for a live one.</param>
public sealed record StreamSeen(
    TimeSpan TargetDuration,
    int Versions,
    TimeSpan Standstill,
    TimeSpan? Length
);

/// <summary>What the generator needed itself.</summary>
/// <param name="Lateness">From due to awake, where nothing of the server's was waited for.</param>
/// <param name="Cpu">The share of all processors that this process used, from 0 to 1.</param>
/// <param name="Loop">The share of one processor that the event loop's thread used, from 0 to 1.</param>
public sealed record Generator(LatencyHistogram Lateness, double Cpu, double Loop);
