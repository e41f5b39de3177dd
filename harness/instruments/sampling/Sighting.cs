using Verify.Instruments.Http;

namespace Verify.Instruments.Sampling;

/// <summary>What one client got at one moment: an answer, or the reason there is none.</summary>
/// <param name="Worker">The pid that answered, where it was traced.</param>
internal sealed record Sighting(
    Instant Sent,
    Instant Completed,
    bool KeepAlive,
    int? Worker,
    HttpAnswer? Answer,
    string? Fault
);
