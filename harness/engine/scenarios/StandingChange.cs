using Verify.Engine.Journals;

namespace Verify.Engine.Scenarios;

/// <summary>A change of a run that has not been taken back, with the acts that it consists of outside the lab.</summary>
/// <param name="Before">Its fingerprint before the act; null where it has none.</param>
internal sealed record StandingChange(
    string Id,
    string Phase,
    string Step,
    Change Change,
    string? Before
)
{
    /// <summary>In the order in which they were done; undone the other way round.</summary>
    public List<StandingAct> Acts { get; } = [];
}

/// <summary>An act outside the lab that has not been taken back.</summary>
/// <param name="Number">Its place among those of its step, from 1.</param>
/// <param name="Entry">Its number in the journal; null in a lab, which nothing outlives.</param>
internal sealed record StandingAct(int Number, RecoveryAct Undo, int? Entry);

/// <summary>A change taken back, or the error that kept it from being.</summary>
internal sealed record Undone(string Title, string? Error)
{
    public Verdict Verdict => Error is null ? Verdict.Pass : Verdict.Broken;
}
