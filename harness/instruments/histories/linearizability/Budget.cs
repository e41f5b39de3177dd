namespace Verify.Instruments.Histories.Linearizability;

/// <summary>What is left of a check's limits for one key.</summary>
internal sealed class Budget(CheckLimits limits, TimeProvider time, CancellationToken ct)
{
    // A look at the clock costs as much as a step: one in so many is enough to keep a limit to a millisecond.
    private const int Between = 256;

    private readonly long from = time.GetTimestamp();
    private int steps;

    public TimeSpan Taken => time.GetElapsedTime(from);

    /// <returns>Why the search has to end here, or null.</returns>
    public string? Spent(int configurations)
    {
        if (configurations >= limits.Configurations)
            return $"the limit of {limits.Configurations} configurations was reached";
        if (steps++ % Between != 0)
            return null;
        ct.ThrowIfCancellationRequested();
        return Taken >= limits.Time
            ? FormattableString.Invariant(
                $"the time limit of {limits.Time.TotalSeconds:0.###} s was reached after {configurations} configurations"
            )
            : null;
    }
}
