using System.Collections.Concurrent;

namespace Verify.Swarm;

/// <summary>What all viewers of a run count together.</summary>
internal sealed class SwarmTally
{
    private readonly ConcurrentDictionary<string, long> _errors = new();
    private long _requests;
    private long _connections;
    private long _bytes;
    private long _segments;
    private long _checked;
    private long _retries;
    private long _skipped;
    private long _expired;
    private long _regressions;
    private long _stalls;
    private long _stalledTicks;
    private long _unanswered;
    private int _viewers;
    private int _joined;
    private int _stalledViewers;
    private int _gaveUp;
    private int _ended;

    public Latencies Playlists { get; } = new();

    public Latencies Segments { get; } = new();

    public LatencyHistogram Join { get; } = new();

    /// <summary>How late the generator itself was: from due to awake, where nothing of the server's was waited for.</summary>
    public LatencyHistogram Lateness { get; } = new();

    public long Requests => Interlocked.Read(ref _requests);

    public void Started() => Interlocked.Increment(ref _viewers);

    public void Joined(TimeSpan after)
    {
        Interlocked.Increment(ref _joined);
        Join.Record(after);
    }

    public void Sent() => Interlocked.Increment(ref _requests);

    public void NotSent() => Interlocked.Decrement(ref _requests);

    public void Connected() => Interlocked.Increment(ref _connections);

    public void Received(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Segment() => Interlocked.Increment(ref _segments);

    public void Checked() => Interlocked.Increment(ref _checked);

    public void Retried() => Interlocked.Increment(ref _retries);

    public void Skipped() => Interlocked.Increment(ref _skipped);

    public void Expired(long segments) => Interlocked.Add(ref _expired, segments);

    public void Regressed() => Interlocked.Increment(ref _regressions);

    public void GaveUp() => Interlocked.Increment(ref _gaveUp);

    public void PlayedToEnd() => Interlocked.Increment(ref _ended);

    public void Unanswered() => Interlocked.Increment(ref _unanswered);

    public void Failed(string kind) => _errors.AddOrUpdate(kind, 1, (_, count) => count + 1);

    public void Played(PlaybackBuffer buffer)
    {
        Interlocked.Add(ref _stalls, buffer.Stalls);
        Interlocked.Add(ref _stalledTicks, buffer.Stalled.Ticks);
        if (buffer.Stalls > 0)
            Interlocked.Increment(ref _stalledViewers);
    }

    public SwarmProgress Progress(TimeSpan elapsed, TimeSpan of) =>
        new(
            elapsed,
            of,
            _viewers,
            Requests,
            Interlocked.Read(ref _bytes),
            Interlocked.Read(ref _stalls),
            _errors.Values.Sum()
        );

    public SwarmResult Result(SwarmPlan plan, TimeSpan elapsed, double cpu)
    {
        var result = new SwarmResult(
            plan,
            elapsed,
            _viewers,
            _joined,
            _gaveUp,
            _ended,
            Playlists,
            Segments,
            Join,
            Interlocked.Read(ref _stalls),
            _stalledViewers,
            new TimeSpan(Interlocked.Read(ref _stalledTicks)),
            new Dictionary<string, long>(_errors),
            Requests,
            Interlocked.Read(ref _connections),
            Interlocked.Read(ref _bytes),
            Interlocked.Read(ref _segments),
            Interlocked.Read(ref _checked),
            Interlocked.Read(ref _retries),
            Interlocked.Read(ref _skipped),
            Interlocked.Read(ref _expired),
            Interlocked.Read(ref _regressions),
            Interlocked.Read(ref _unanswered),
            Lateness,
            cpu,
            null
        );
        return result with { Inconclusive = Saturation.Reason(result) };
    }
}
