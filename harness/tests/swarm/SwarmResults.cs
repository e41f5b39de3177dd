using Verify.Scenarios.Load;
using Verify.Swarm.Latency;
using Verify.Swarm.Tally;

namespace Verify.Tests.Swarm;

/// <summary>Results of a load as a test makes them.</summary>
internal static class SwarmResults
{
    public static readonly LoadTarget Live = new(
        new("http://127.0.0.1:1/stream.m3u8"),
        1,
        TimeSpan.FromSeconds(2),
        null
    );

    /// <summary>A hundred viewers of a live stream, and nothing wrong.</summary>
    public static SwarmResult Good() =>
        new(
            new(
                "/stream.m3u8",
                Viewers: 100,
                RampPerSecond: 50,
                Jitter: TimeSpan.Zero,
                VariantChoice.First,
                Reconnect: TimeSpan.FromSeconds(5),
                SegmentRetries: 1,
                Timeout: TimeSpan.FromSeconds(5),
                Duration: TimeSpan.FromSeconds(10),
                Seed: 1
            ),
            TimeSpan.FromSeconds(10),
            new(Started: 100, Joined: 100, GaveUp: 0, PlayedToEnd: 0, Stalled: 0),
            new(0, TimeSpan.Zero, 0, 0, 0, 0),
            new(
                Requests: 2000,
                Connections: 200,
                Bytes: 25_000_000,
                Segments: 990,
                Checked: 99,
                Retries: 0,
                Timeouts: 0,
                Unanswered: 0,
                Overdue: 0
            ),
            new(TimeSpan.FromSeconds(2), 5, TimeSpan.FromSeconds(2), null),
            Latencies(10),
            Latencies(100),
            Histogram(30),
            Histogram(4000),
            new Dictionary<string, long>(),
            new(Histogram(1), 0.2, 0.3),
            null
        );

    /// <summary>All of one latency, the raw ones half of it.</summary>
    public static Latencies Latencies(double milliseconds)
    {
        var seen = new Latencies();
        seen.Corrected.Record(TimeSpan.FromMilliseconds(milliseconds));
        seen.Raw.Record(TimeSpan.FromMilliseconds(milliseconds / 2));
        return seen;
    }

    public static LatencyHistogram Histogram(double milliseconds)
    {
        var seen = new LatencyHistogram();
        seen.Record(TimeSpan.FromMilliseconds(milliseconds));
        return seen;
    }
}
