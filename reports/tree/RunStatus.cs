using Verify.Engine;

namespace Verify.Reports.Tree;

/// <summary>What may be written over a run: Complete only when all of it passed and all it promised was measured.</summary>
public sealed record RunStatus(string Word, string? Why)
{
    // The exit codes that say more than the verdict does (design: the command line).
    private const int RollbackFailed = 5;
    private const int InterruptedByUser = 130;

    public bool IsComplete => Why is null;

    /// <summary>How many there are of each kind: nothing is called complete without them. Empty where there are none.</summary>
    public string Findings { get; private init; } = "";

    public override string ToString() =>
        (Why is null ? Word : $"{Word}: {Why}")
        + (
            Findings.Length > 0
                ? $" ({char.ToLowerInvariant(Findings[0])}{Findings[1..].TrimEnd('.')})"
                : ""
        );

    public static RunStatus Of(RunTree tree) =>
        Judge(tree) with
        {
            Findings = FindingGroup.Count(tree.Findings),
        };

    private static RunStatus Judge(RunTree tree)
    {
        if (
            tree.Changes.Any(change => change.Failure is not null)
            || tree.ExitCode == RollbackFailed
        )
        {
            return new(
                "Rollback failed",
                tree.Standing.Reason ?? "something is left changed, see the rollback history"
            );
        }
        if (tree.CutOff is { } end)
        {
            return new("Interrupted", end);
        }
        if (tree.ExitCode == InterruptedByUser)
        {
            return new(
                "Interrupted",
                tree.Standing.Reason ?? "the user stopped it, and it was rolled back"
            );
        }
        return tree.Standing.Verdict switch
        {
            Verdict.Fail => new("Failed", tree.Standing.Reason ?? Missed(tree)),
            Verdict.Broken or Verdict.Blocked => new(
                "Broken",
                tree.Standing.Reason ?? "it could not be carried out"
            ),
            Verdict.Inconclusive => new(
                "Inconclusive",
                tree.Standing.Reason ?? "it ran, and cannot tell"
            ),
            Verdict.Pass or Verdict.Skipped => WhatIsMissing(tree) is { } why
                ? new("Partially verified", why)
                : new("Complete", null),
            _ => new("Broken", "the record holds no known verdict"),
        };
    }

    private static string Missed(RunTree tree)
    {
        var missed = tree.Claims.Count(claim => claim.Verdict == Verdict.Fail);
        return missed switch
        {
            0 => "the run says that it failed, but no claim in the record shows why",
            1 => "1 claim was missed",
            _ => $"{missed} claims were missed",
        };
    }

    private static string? WhatIsMissing(RunTree tree)
    {
        var gaps = new List<string>();
        if (tree.Problems.Count > 0)
        {
            gaps.Add($"unreadable lines in the record: {tree.Problems.Count}");
        }
        gaps.AddRange(
            tree.Troubles.Where(t => t.Phase is null && tree.Problems.Count == 0)
                .Select(t => t.Text)
        );
        List(
            gaps,
            "phases not passed",
            tree.Phases.Where(p => !p.Standing.IsPass).Select(p => $"{p.Id} ({p.Standing.Word})")
        );
        List(
            gaps,
            "steps not passed",
            tree.Phases.Where(p => p.Standing.IsPass)
                .SelectMany(p => p.Steps)
                .Where(s => !s.Standing.IsPass)
                .Select(s => $"{s.Id} ({s.Standing.Word})")
        );
        List(
            gaps,
            "expected outcomes not met",
            tree.Outcomes.Where(o => o.IsMeasured && !o.IsMet && !o.IsNotRefuted)
                .Select(o => $"{o.Text} ({o.Word})")
        );
        List(
            gaps,
            "expected outcomes not refuted, and not proved",
            tree.Outcomes.Where(o => o.IsNotRefuted).Select(o => o.Text)
        );
        List(
            gaps,
            "expected outcomes not measured",
            tree.Outcomes.Where(o => !o.IsMeasured)
                .Select(o => o.Claims.Count == 0 ? o.Text : $"{o.Text} ({o.Word})")
        );
        if (tree.Phases.Count == 0)
        {
            gaps.Add("no phase ran");
        }
        // A record of before such a run was inconclusive.
        else if (!tree.Claims.Any())
        {
            gaps.Add("nothing was claimed");
        }
        if (tree.Partial && gaps.Count == 0)
        {
            gaps.Add("phases were left out on request");
        }
        return gaps.Count == 0
            ? tree.Standing.IsPass
                ? null
                : tree.Standing.Word
            : string.Join("; ", gaps);
    }

    private static void List(List<string> gaps, string what, IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count > 0)
        {
            gaps.Add($"{what}: {string.Join(", ", all)}");
        }
    }
}
