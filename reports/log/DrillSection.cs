using System.Text;
using Verify.Engine;
using Verify.Reports.Drill;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>A drill's part of the log: the table of all cells, and each phase's own.</summary>
internal static class DrillSection
{
    public static void Write(StringBuilder log, RunTree tree)
    {
        log.Append("## Time to Recover\n\n");
        log.Append(
            "Time from the interruption until everything is restored, by the run itself or by the rollback after it. Where there are several attempts, the longest one and their number.\n\n"
        );
        foreach (var table in DrillTable.Of(tree))
        {
            log.Append($"**{Markdown.Text(table.Subject)}**\n\n");
            log.AppendTable(
                ["Phase", "Cut point", .. DrillTable.Heads],
                table.Rows.Select(row =>
                    new[] { Markdown.Cell(row.Phase), row.Cut }
                        .Concat(row.Slots.Select(Text))
                        .ToArray()
                )
            );
        }
        var took = tree
            .Steps.Where(step => step.Standing.IsPass)
            .Select(DrillTable.Seconds)
            .Order()
            .ToList();
        if (took.Count > 0)
            log.Append(
                $"{took.Count} of {tree.Steps.Count()} recovered: half of them within {When.Seconds(took[took.Count / 2])}, all within {When.Seconds(took[^1])}.\n\n"
            );
    }

    /// <summary>What recovered is a row; what did not is told in full.</summary>
    public static void Write(StringBuilder log, PhaseNode phase)
    {
        log.Append($"## Phase {Markdown.Text(phase.Id)}: {Markdown.Text(phase.Title)}\n\n");
        log.Append($"{Markdown.Text(phase.Proves)}\n\n");
        if (!phase.Standing.IsPass)
            log.Append(
                $"**Status**: {Words.Of(phase.Standing)}{PhaseSection.Reason(phase.Standing)}\n\n"
            );
        if (phase.Steps.Count == 0)
            return;
        log.AppendTable(
            ["Cell", "Interruption", "Result", "Claims", "Recovered in"],
            phase.Steps.Select(step =>
                new[]
                {
                    Markdown.Cell(step.Id),
                    Markdown.Cell(step.Title),
                    Words.Of(step.Standing),
                    $"{step.Claims.Count(claim => claim.Verdict == Verdict.Pass)} of {step.Claims.Count}",
                    step.Standing.IsPass ? When.Seconds(DrillTable.Seconds(step)) : "-",
                }
            )
        );
        foreach (
            var step in phase.Steps.Where(step => step.Standing is { Begun: true, IsPass: false })
        )
            StepSection.Write(log, step, [], LogFold.Levels[0]);
    }

    private static string Text(DrillSlot slot) =>
        slot.Text.Length == 0 ? ""
        : slot.Verdict == Verdict.Pass ? $"✅ {slot.Text}"
        : slot.Verdict == Verdict.Blocked ? $"➖ {slot.Text}"
        : $"❌ {Markdown.Cell(slot.Text)}";
}
