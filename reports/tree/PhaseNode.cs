using Verify.Engine;
using Verify.Engine.Interruptions;
using Verify.Engine.Record;

namespace Verify.Reports.Tree;

/// <summary>A phase: as planned, and as far as it got.</summary>
/// <param name="Changed">What was found changed after it, by looking; null where nobody looked.</param>
public sealed record PhaseNode(
    string Id,
    string Title,
    string Proves,
    bool Selected,
    Standing Standing,
    DateTimeOffset? Started,
    DateTimeOffset? Finished,
    double Seconds,
    IReadOnlyList<StepNode> Steps,
    IReadOnlyList<string>? Changed
);

/// <summary>A step: as planned, as far as it got, and all that was seen in it.</summary>
public sealed record StepNode(
    string Phase,
    string Id,
    string Title,
    string? Command,
    string? Undo,
    Standing Standing,
    DateTimeOffset? Started,
    DateTimeOffset? Finished,
    double Seconds,
    string? Result,
    IReadOnlyList<ClaimEvaluated> Claims,
    IReadOnlyList<Measurement> Measurements,
    IReadOnlyList<FindingMade> Findings,
    IReadOnlyList<EvidenceKept> Evidence,
    IReadOnlyList<ChangeNode> Changes
)
{
    /// <summary>What is interrupted, where the step is one of a drill.</summary>
    public DrillCell? Cell { get; init; }

    /// <summary>What of its evidence is to be seen as a plot.</summary>
    public IReadOnlyList<PlotDeclared> Plots { get; init; } = [];

    /// <summary>Something in the record stands behind its verdict, beyond the word.</summary>
    public bool IsBacked =>
        Claims.Count > 0
        || Measurements.Count > 0
        || Evidence.Count > 0
        || Findings.Count > 0
        || Result is { Length: > 0 }
        || Changes.Any(change => change.Done is not null);

    /// <summary>Passed, and something in the record stands behind it.</summary>
    public bool IsProved =>
        Standing.IsPass && IsBacked && Claims.All(c => c.Verdict == Verdict.Pass);
}
