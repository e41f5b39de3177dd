namespace Verify.Swarm.Latency;

/// <summary>The latencies of one kind of request, twice.</summary>
public sealed class Latencies
{
    private const double Nearly = 0.99;

    /// <summary>From when the request was sent.</summary>
    public LatencyHistogram Raw { get; } = new();

    /// <summary>From when it was due: what a viewer waited, also for the requests before it.</summary>
    public LatencyHistogram Corrected { get; } = new();

    /// <summary>
    /// A request that nobody answered before time was up. How long it would have taken is not known; what has waited
    /// for longer than nearly all others took is slow whatever comes of it, and as slow as this at least.
    /// </summary>
    public void Unanswered(TimeSpan sinceDue, TimeSpan sinceSent)
    {
        if (sinceSent > Raw.Quantile(Nearly))
            Corrected.Record(sinceDue);
    }
}
