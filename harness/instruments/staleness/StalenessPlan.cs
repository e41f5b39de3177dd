using Verify.Instruments.Sampling;

namespace Verify.Instruments.Staleness;

/// <summary>How long a playlist is watched, and how.</summary>
public sealed record StalenessPlan(SamplingPlan Sampling, TimeSpan Duration)
{
    /// <summary>What the caches keep step with: the whole second that nginx counts in.</summary>
    public TimeSpan PhasePeriod { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>How far a measurement has got.</summary>
public sealed record StalenessProgress(TimeSpan Elapsed, TimeSpan Of, int Samples, int Errors);
