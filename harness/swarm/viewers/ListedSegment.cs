using Verify.Swarm.Exchange;

namespace Verify.Swarm.Viewers;

/// <summary>A segment as listed, and the request for it.</summary>
/// <param name="Request">Null where there is nothing to load, or nothing that is under test.</param>
/// <param name="Wrong">Why there is no request, where that is an error.</param>
internal sealed record ListedSegment(
    long Sequence,
    TimeSpan Duration,
    Request? Request,
    string? Wrong,
    bool IsTransportStream
);
