using Verify.Engine;
using Verify.Reports.Tree;

namespace Verify.Reports.Allure;

/// <summary>Allure's words for our verdicts; it has none for inconclusive, which must not read as a pass.</summary>
internal static class AllureStatus
{
    public static string Of(Standing standing) =>
        standing.Verdict switch
        {
            Verdict.Pass => "passed",
            Verdict.Fail => "failed",
            Verdict.Skipped or Verdict.Blocked => "skipped",
            null when !standing.Begun => "skipped",
            _ => "broken",
        };

    public static string Of(Verdict verdict) => Of(new Standing(verdict, true, null));

    /// <summary>How much it matters, of the five words that Allure sorts by.</summary>
    public static string Severity(StepNode step) =>
        step.Claims.Any(claim => claim.Outcome is not null) ? "critical"
        : step.Claims.Count > 0 ? "normal"
        : "minor";
}
