using Verify.Instruments.Http;
using Verify.Swarm.Exchange;
using Verify.Swarm.Latency;

namespace Verify.Swarm.Tally;

/// <summary>What all viewers of a run count together, on the loop's thread alone.</summary>
internal sealed class SwarmTally
{
    private readonly Dictionary<string, long> errors = [];
    private long errorCount;
    private long timeouts;

    public long Requests;
    public long Connections;
    public long Bytes;
    public long Segments;
    public long Checked;
    public long Retries;
    public long Unanswered;
    public long Overdue;
    public long Skipped;
    public long Expired;
    public long Regressions;
    public long Switches;
    public long Stalls;
    public TimeSpan Stalled;
    public int Started;
    public int Left;
    public int Joined;
    public int StalledViewers;
    public int GaveUp;
    public int PlayedToEnd;

    public Latencies PlaylistLatencies { get; } = new();

    public Latencies SegmentLatencies { get; } = new();

    public LatencyHistogram Join { get; } = new();

    public LatencyHistogram Live { get; } = new();

    public void Failed(string kind)
    {
        errorCount++;
        errors[kind] = errors.GetValueOrDefault(kind) + 1;
    }

    /// <summary>Counts an answer and, where it is not a good one, why.</summary>
    /// <returns>Whether it is whole and of the status that was asked for.</returns>
    public bool Takes(in Answer answer, Request request)
    {
        Bytes += answer.Length;
        if (answer.Fault is { } fault)
        {
            timeouts += fault == HttpFault.Timeout ? 1 : 0;
            Failed(Word(fault));
        }
        else if (answer.Status != request.Expected)
            Failed(answer.Wrong ?? $"status {answer.Status}");
        else
            return true;
        return false;
    }

    public SwarmProgress Progress(TimeSpan elapsed, TimeSpan of, long stallsNow) =>
        new(
            elapsed,
            of,
            Started - Left,
            Requests,
            Bytes,
            Stalls + stallsNow,
            errorCount,
            Point(PlaylistLatencies),
            Point(SegmentLatencies)
        );

    public SwarmResult Result(
        SwarmPlan plan,
        TimeSpan elapsed,
        StreamSeen stream,
        Generator generator
    )
    {
        var result = new SwarmResult(
            plan,
            elapsed,
            new(Started, Joined, GaveUp, PlayedToEnd, StalledViewers),
            new(Stalls, Stalled, Skipped, Expired, Regressions, Switches),
            new(
                Requests,
                Connections,
                Bytes,
                Segments,
                Checked,
                Retries,
                timeouts,
                Unanswered,
                Overdue
            ),
            stream,
            PlaylistLatencies,
            SegmentLatencies,
            Join,
            Live,
            errors,
            generator,
            null
        );
        return result with { Inconclusive = Saturation.Reason(result) };
    }

    private static LatencyPoint Point(Latencies seen) =>
        new(seen.Corrected.Quantile(0.5), seen.Corrected.Quantile(0.99));

    private static string Word(HttpFault fault) =>
        fault == HttpFault.TooLarge ? "too large" : fault.ToString().ToLowerInvariant();
}
