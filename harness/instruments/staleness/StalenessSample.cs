namespace Verify.Instruments.Staleness;

/// <summary>One answer held against the truth on disk.</summary>
/// <param name="At">When the request was sent, since the first sample of the endpoint.</param>
/// <param name="Staleness">How long ago what was served had been superseded; null where it cannot be told.</param>
/// <param name="Error">Why it cannot be told; null where it can.</param>
/// <param name="File">Which of the watched files, by number.</param>
/// <param name="Version">Which of its versions, by number; null where it is none of them.</param>
public sealed record StalenessSample(
    TimeSpan At,
    DateTimeOffset Wall,
    TimeSpan? Staleness,
    TimeSpan RoundTrip,
    long? Sequence,
    bool KeepAlive,
    int? Worker,
    string? Error,
    int File = 0,
    int? Version = null
);
