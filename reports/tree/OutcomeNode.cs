using Verify.Engine;
using Verify.Engine.Record;

namespace Verify.Reports.Tree;

/// <summary>Something the change promises, beside the claims that measured it.</summary>
public sealed record OutcomeNode(
    string Id,
    string Text,
    string Expected,
    IReadOnlyList<ClaimEvaluated> Claims
)
{
    public bool IsMeasured => Claims.Any(claim => claim.Verdict is Verdict.Pass or Verdict.Fail);

    public bool IsMet => Holds && !IsNotRefuted;

    /// <summary>What was measured holds, and is a lower bound: the truth may be worse.</summary>
    public bool IsNotRefuted => Holds && Claims.All(claim => claim.OnlyRefutes == true);

    public string Word =>
        Claims.Count == 0 ? "not measured"
        : IsNotRefuted ? "not refuted"
        : Claims.Select(c => c.Verdict).Worst().Word();

    private bool Holds => Claims.Count > 0 && Claims.All(claim => claim.Verdict == Verdict.Pass);
}
