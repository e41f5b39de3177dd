using Verify.Engine;

namespace Verify.Reports;

/// <summary>Something the change promises, beside the claims that measured it.</summary>
public sealed record OutcomeNode(
    string Id,
    string Text,
    string Expected,
    IReadOnlyList<ClaimEvaluated> Claims
)
{
    public bool IsMeasured => Claims.Any(claim => claim.Verdict is Verdict.Pass or Verdict.Fail);

    public bool IsMet => Claims.Count > 0 && Claims.All(claim => claim.Verdict == Verdict.Pass);

    public string Word =>
        Claims.Count == 0 ? "not measured" : Claims.Select(c => c.Verdict).Worst().Word();
}
