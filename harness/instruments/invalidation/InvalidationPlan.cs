namespace Verify.Instruments.Invalidation;

/// <summary>How the effect of changes is looked for.</summary>
/// <param name="Knock">Asked for once on each connection, so that it can be traced to its worker.</param>
/// <param name="Seed">Of all draws, so that a run can be repeated.</param>
public sealed record InvalidationPlan(string Knock, int Seed)
{
    /// <summary>Each worker is asked once in so long while the old state may end: what its end is known to.</summary>
    public TimeSpan Fine { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>And once in so long at other times: an end that nothing predicts is still seen, and costs little.</summary>
    public TimeSpan Coarse { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The old state is over when it was not seen for so long, and each worker has shown the new one.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>It is given up after so long, with the old state still served.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(13);

    /// <summary>A change waits at most so long for every worker to have served the old state.</summary>
    public TimeSpan PrimeLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Each change falls evenly into so long after that, so that repeats fall anywhere in the cache's second.</summary>
    public TimeSpan PhasePeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>An answer later than this is a timeout; well above what any origin on a loopback needs.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}
