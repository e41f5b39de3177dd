namespace Verify.Swarm;

/// <summary>The latencies of one kind of request, twice.</summary>
public sealed class Latencies
{
    /// <summary>From when the request was sent.</summary>
    public LatencyHistogram Raw { get; } = new();

    /// <summary>From when it was due: what a viewer waited, also for the requests before it.</summary>
    public LatencyHistogram Corrected { get; } = new();
}
