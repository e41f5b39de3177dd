using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Conclusions;

/// <summary>What a run says nothing of: left out, out of reach of this host, undecided, or beyond its scenario.</summary>
/// <param name="Why">Null where the scenario never looks at it.</param>
public sealed record NotLookedAt(string What, string? Why)
{
    public override string ToString() => Why is null ? What : $"{What}: {Why}";

    public static IReadOnlyList<NotLookedAt> Of(RunTree tree) =>
        [
            .. Phases(tree),
            .. Steps(tree),
            .. Claims(tree),
            .. Found(tree),
            .. (tree.Limits ?? []).Select(limit => new NotLookedAt(limit, null)),
        ];

    // Most phases are left out for one reason: they are told together.
    private static IEnumerable<NotLookedAt> Phases(RunTree tree) =>
        tree
            .Phases.Where(IsLeftOut)
            .GroupBy(phase => Reason(phase.Standing))
            .Select(same => new NotLookedAt(
                $"{Many("phase", same.Count())} {string.Join(", ", same.Select(phase => $"{phase.Id} ({phase.Title})"))}",
                same.Key
            ));

    private static IEnumerable<NotLookedAt> Steps(RunTree tree) =>
        tree
            .Phases.Where(phase => !IsLeftOut(phase))
            .SelectMany(phase => phase.Steps)
            .Where(step => IsLeftOut(step.Standing))
            .GroupBy(step => Reason(step.Standing))
            .Select(same => new NotLookedAt(
                $"{Many("step", same.Count())} {string.Join(", ", same.Select(step => same.Count() > 3 ? step.Id : $"{step.Id} ({step.Title})"))}",
                same.Key
            ));

    // Of a step that could not tell one thing, most claims cannot be told for the same reason.
    private static IEnumerable<NotLookedAt> Claims(RunTree tree) =>
        tree
            .Claims.Where(claim => claim.Verdict == Verdict.Inconclusive)
            .GroupBy(claim => (claim.Step, claim.Reason))
            .Select(same => new NotLookedAt(
                same.Count() == 1
                    ? $"{same.Key.Step}: {same.First().Claim}"
                    : $"{same.Key.Step}: {same.First().Claim}, and {same.Count() - 1} more",
                $"cannot tell, {same.Key.Reason}"
            ));

    private static IEnumerable<NotLookedAt> Found(RunTree tree) =>
        RankedFinding
            .Of(tree.Findings.Where(finding => finding.Kind == FindingKind.NotSeen))
            .SelectMany(ranked => ranked.All)
            .Select(finding => new NotLookedAt(
                $"{finding.Step}: {finding.Text}",
                finding.Cure is null ? finding.Meaning : $"{finding.Meaning}; fix: {finding.Cure}"
            ));

    // One step that is skipped makes a phase so; the others were looked at.
    private static bool IsLeftOut(PhaseNode phase) =>
        !phase.Selected
        || (IsLeftOut(phase.Standing) && phase.Steps.All(step => IsLeftOut(step.Standing)));

    private static bool IsLeftOut(Standing standing) =>
        !standing.Begun || standing.Verdict is Verdict.Skipped or Verdict.Blocked;

    private static string Reason(Standing standing) => standing.Reason ?? standing.Word;

    private static string Many(string what, int count) => count == 1 ? what : $"{what}s";
}
