using System.Text;
using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>The final checklist: a box is ticked by what the record holds, and names the steps that tick it.</summary>
internal static class Checklist
{
    public static void Write(StringBuilder log, RunTree tree)
    {
        log.Append("## Final Checklist\n\n");
        Box(
            log,
            tree.Phases.Count > 0 && tree.Phases.All(phase => phase.Standing.IsPass),
            $"All phases completed: {tree.Phases.Count(p => p.Standing.IsPass)} of {tree.Phases.Count} passed"
        );
        foreach (var phase in tree.Phases)
        {
            Phase(log, phase);
        }
        foreach (var outcome in tree.Outcomes)
        {
            var steps = string.Join(", ", outcome.Claims.Select(claim => claim.Step).Distinct());
            Box(
                log,
                outcome.IsMet,
                $"Expected outcome: {outcome.Text} ({(steps.Length > 0 ? $"steps {steps}, {outcome.Word}" : outcome.Word)})"
            );
        }
        if (tree.Suite is null)
            Rollback(log, tree);
        if (tree.Findings.Any(finding => finding.Kind is not null))
            Box(
                log,
                !tree.Findings.Any(finding =>
                    finding.Kind is FindingKind.New or FindingKind.Unsolved
                ),
                $"Nothing new in the candidate, nothing unsolved: {FindingGroup.Count(tree.Findings)}"
            );
        Box(
            log,
            tree.CutOff is null && tree.Problems.Count == 0,
            tree.CutOff is { } end ? $"Implementation log complete: {end}"
                : tree.Problems.Count > 0
                    ? $"Implementation log complete: {tree.Problems.Count} lines of the record cannot be read"
                : "Implementation log complete: the record reaches the end of the run, and every line is readable"
        );
        log.Append(
            $"\n**Carried out by**: {Markdown.Text(tree.CarriedOutBy)}\n\n**Date**: {When.Text(tree.Completed ?? tree.Started)}\n"
        );
    }

    private static void Phase(StringBuilder log, PhaseNode phase)
    {
        var proving = phase.Steps.Where(step => step.IsProved).Select(step => step.Id).ToList();
        var proved =
            phase.Standing.IsPass
            && proving.Count > 0
            && phase.Steps.All(step => step.Standing.IsPass);
        var backing =
            proved ? $"steps {string.Join(", ", proving)}"
            : phase.Standing.IsPass ? "nothing in the record proves it completely"
            : phase.Standing.Word;
        Box(log, proved, $"Phase {phase.Id}: {phase.Title} ({backing})");
        // A phase of a drill has dozens; the ones that matter are those that did not recover.
        foreach (var step in phase.Steps.Where(step => step.Cell is null || !step.Standing.IsPass))
        {
            var held = step.Claims.Count(claim => claim.Verdict == Verdict.Pass);
            var claims =
                step.Claims.Count > 0 ? $", {held} of {step.Claims.Count} claims hold"
                : step.Standing.IsPass ? ", observed, nothing claimed"
                : "";
            Box(log, step.IsProved, $"{step.Id} {step.Title} ({step.Standing.Word}{claims})", "  ");
        }
    }

    private static void Rollback(StringBuilder log, RunTree tree)
    {
        if (tree.Changes.Count == 0)
        {
            // A box for nothing that was done would be ticked by nothing.
            Box(log, false, "Every change undone: the record holds no change");
            return;
        }
        var undone = tree.Changes.Where(change => change.IsUndone).ToList();
        var steps = undone
            .Select(c => c.Attempts[^1].Step)
            .Where(step => step.Length > 0)
            .Distinct();
        Box(
            log,
            undone.Count == tree.Changes.Count,
            $"Every change undone: {undone.Count} of {tree.Changes.Count} (in steps {string.Join(", ", steps)})"
        );
    }

    private static void Box(StringBuilder log, bool ticked, string text, string indent = "") =>
        log.Append($"{indent}- [{(ticked ? 'x' : ' ')}] {Markdown.Text(text)}\n");
}
