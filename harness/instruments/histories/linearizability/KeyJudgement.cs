namespace Verify.Instruments.Histories.Linearizability;

/// <summary>What was found of one key's operations.</summary>
/// <param name="Configurations">That the search came through.</param>
/// <param name="Reason">Why it cannot be told, or null.</param>
/// <param name="CounterExample">Where it is not linearizable, and the limits left time to find it; else null.</param>
public sealed record KeyJudgement(
    string Key,
    int Operations,
    LinearizabilityVerdict Verdict,
    int Configurations,
    TimeSpan Took,
    string? Reason,
    CounterExample? CounterExample
);
