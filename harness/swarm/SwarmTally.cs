using System.Collections.Concurrent;
using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>What all viewers of a run count together.</summary>
internal sealed class SwarmTally
{
    private readonly ConcurrentDictionary<string, long> errors = new();
    private long requests;
    private long connections;
    private long bytes;
    private long segments;
    private long inspected;
    private long retries;
    private long skipped;
    private long expired;
    private long regressions;
    private long stalls;
    private long stalledTicks;
    private long unanswered;
    private int viewers;
    private int joined;
    private int stalledViewers;
    private int gaveUp;
    private int ended;

    public StreamWatch Stream { get; } = new();

    public Latencies Playlists { get; } = new();

    public Latencies Segments { get; } = new();

    public LatencyHistogram Join { get; } = new();

    /// <summary>How late the generator itself was: from due to awake, where nothing of the server's was waited for.</summary>
    public LatencyHistogram Lateness { get; } = new();

    public long Requests => Interlocked.Read(ref requests);

    public void Started() => Interlocked.Increment(ref viewers);

    public void Joined(TimeSpan after)
    {
        Interlocked.Increment(ref joined);
        Join.Record(after);
    }

    public void Sent() => Interlocked.Increment(ref requests);

    public void NotSent() => Interlocked.Decrement(ref requests);

    public void Connected() => Interlocked.Increment(ref connections);

    public void Received(long bytes) => Interlocked.Add(ref this.bytes, bytes);

    public void Segment() => Interlocked.Increment(ref this.segments);

    public void Checked() => Interlocked.Increment(ref inspected);

    public void Retried() => Interlocked.Increment(ref retries);

    public void Skipped() => Interlocked.Increment(ref skipped);

    public void Expired(long segments) => Interlocked.Add(ref expired, segments);

    public void Regressed() => Interlocked.Increment(ref regressions);

    public void GaveUp() => Interlocked.Increment(ref gaveUp);

    public void PlayedToEnd() => Interlocked.Increment(ref ended);

    public void Unanswered() => Interlocked.Increment(ref unanswered);

    public void Failed(string kind) => errors.AddOrUpdate(kind, 1, (_, count) => count + 1);

    public void Played(PlaybackBuffer buffer)
    {
        Interlocked.Add(ref stalls, buffer.Stalls);
        Interlocked.Add(ref stalledTicks, buffer.Stalled.Ticks);
        if (buffer.Stalls > 0)
            Interlocked.Increment(ref stalledViewers);
    }

    public SwarmProgress Progress(TimeSpan elapsed, TimeSpan of) =>
        new(
            elapsed,
            of,
            viewers,
            Requests,
            Interlocked.Read(ref this.bytes),
            Interlocked.Read(ref stalls),
            errors.Values.Sum(),
            Point(Playlists),
            Point(Segments)
        );

    private static LatencyPoint Point(Latencies seen) =>
        new(seen.Corrected.Quantile(0.5), seen.Corrected.Quantile(0.99));

    public SwarmResult Result(SwarmPlan plan, TimeSpan elapsed, double cpu)
    {
        var result = new SwarmResult(
            plan,
            elapsed,
            new(viewers, joined, gaveUp, ended, stalledViewers),
            new(
                Interlocked.Read(ref stalls),
                new TimeSpan(Interlocked.Read(ref stalledTicks)),
                Interlocked.Read(ref skipped),
                Interlocked.Read(ref expired),
                Interlocked.Read(ref regressions),
                Switches: 0
            ),
            new(
                Requests,
                Interlocked.Read(ref connections),
                Interlocked.Read(ref this.bytes),
                Interlocked.Read(ref this.segments),
                Interlocked.Read(ref inspected),
                Interlocked.Read(ref retries),
                errors.GetValueOrDefault("timeout"),
                Interlocked.Read(ref unanswered),
                Overdue: 0
            ),
            Stream.Result(Instant.Now),
            Playlists,
            Segments,
            Join,
            new(),
            new Dictionary<string, long>(errors),
            new(Lateness, cpu, 0),
            null
        );
        return result with { Inconclusive = Saturation.Reason(result) };
    }
}
