namespace Verify.Instruments;

/// <summary>What happens to the file whose old state is then waited out.</summary>
public enum InvalidationKind
{
    /// <summary>Another file takes its name (rename).</summary>
    Replaced,

    /// <summary>Asked for too early, and a 404; then it is there.</summary>
    Appeared,

    /// <summary>It is deleted.</summary>
    Deleted,
}

/// <summary>One change to one file, and how its effect is looked for.</summary>
/// <param name="Name">What it is called in the report: manifest replaced, early segment.</param>
/// <param name="File">Where it lies. What was there before is put back; what was not is removed.</param>
/// <param name="Sampling">With the request target that serves the file.</param>
/// <param name="Patience">The old state is over when it was not seen for so long: more than the predicted window.</param>
/// <param name="Limit">It is given up after so long, with the old state still served.</param>
public sealed record InvalidationProbe(
    string Name,
    InvalidationKind Kind,
    string File,
    SamplingPlan Sampling,
    TimeSpan Patience,
    TimeSpan Limit
)
{
    /// <summary>What the file holds before the change.</summary>
    public ReadOnlyMemory<byte> Old { get; init; } = "before the change\n"u8.ToArray();

    /// <summary>What it holds after.</summary>
    public ReadOnlyMemory<byte> New { get; init; } = "after the change\n"u8.ToArray();

    /// <summary>
    /// The change waits at most so long for every worker to have served the old state. A worker that takes few
    /// connections may not come up; it is named in the result.
    /// </summary>
    public TimeSpan PrimeLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Answers wanted before the change where the workers cannot be told apart.</summary>
    public int PrimeAnswers { get; init; } = 16;

    /// <summary>The whole starts after a random part of this, so that repeats fall anywhere in the cache's period.</summary>
    public TimeSpan PhasePeriod { get; init; } = TimeSpan.FromSeconds(1);
}
