namespace Verify.Instruments.Invalidation;

/// <summary>Which state an answer shows.</summary>
public enum InvalidationState
{
    Old,
    New,
    Neither,
}

/// <summary>One answer, by when it was asked for relative to the change (before it: negative).</summary>
/// <param name="Took">Until it was complete.</param>
/// <param name="Fault">Why it shows neither state, or null.</param>
public sealed record InvalidationSample(
    TimeSpan At,
    TimeSpan Took,
    InvalidationState State,
    int? Worker,
    string? Fault
);
