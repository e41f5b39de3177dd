namespace Verify.Engine.Scenarios;

/// <summary>What a run comes to in the end: the worst of its phases, unless something outranks them.</summary>
internal sealed record RunEnd(Verdict Verdict, int ExitCode, string? Reason)
{
    // As a shell reports a program that Ctrl-C has ended.
    private const int Interrupted = 130;
    private const int LeftChanged = 5;

    private const string NothingClaimed = "nothing was claimed, so nothing is proved";

    /// <param name="outcomes">Of the phases that were asked for.</param>
    /// <param name="claims">How many claims were evaluated in them.</param>
    public static RunEnd Of(IReadOnlyList<PhaseOutcome> outcomes, int claims)
    {
        var verdict = outcomes.Select(outcome => outcome.Verdict).Worst();
        var reason = outcomes.FirstOrDefault(outcome => outcome.Verdict == verdict)?.Reason;
        if (claims == 0 && verdict is (Verdict.Pass or Verdict.Skipped))
            (verdict, reason) = (
                Verdict.Inconclusive,
                reason is null ? NothingClaimed : $"{NothingClaimed}: {reason}"
            );
        return new(verdict, verdict.ExitCode(), reason);
    }

    /// <summary>The record has a hole.</summary>
    public RunEnd Lost(string why) => Outranked(Verdict.Broken.ExitCode(), why);

    public RunEnd InterruptedWith(string why) => Outranked(Interrupted, why);

    /// <summary>Something is not as it was: whatever else happened, the user has to know that first.</summary>
    public RunEnd LeavingChanged(IEnumerable<string> things) =>
        Outranked(LeftChanged, "left changed: " + string.Join("; ", things));

    // A claim that was missed stays missed; short of that nothing can be told.
    private RunEnd Outranked(int exitCode, string reason) =>
        new(Verdict == Verdict.Fail ? Verdict : Verdict.Broken, exitCode, reason);
}
