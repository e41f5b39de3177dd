using System.Text;
using Verify.Engine;

namespace Verify.Reports;

/// <summary>One step of the log: command, expected, actual, pass or fail, and what stands behind it.</summary>
internal static class StepSection
{
    private const string InRecord = "in the record and the report";

    public static void Write(
        StringBuilder log,
        StepNode step,
        IEnumerable<Plot> plots,
        LogFold fold
    )
    {
        log.Append($"### {Markdown.Text(step.Id)}: {Markdown.Text(step.Title)}\n\n");
        Verdict(log, step);
        Block(log, "Command", step.Command, "bash", int.MaxValue);
        Claims(log, step, fold.Claims);
        Block(log, "Actual", step.Result, "", fold.Lines);
        Measurements(log, step, fold.Measurements);
        foreach (var plot in plots)
            log.Append($"- !{Markdown.Link(plot.Text, plot.File)}\n");
        if (step.Findings.Count > 0)
            log.Append($"- **Findings**: {step.Findings.Count}, in the conclusion\n");
        Changes(log, step);
        if (step.Evidence.Count > 0)
            log.Append($"- **Evidence**: {string.Join(", ", step.Evidence.Select(Link))}\n");
        log.Append('\n');
    }

    private static void Verdict(StringBuilder log, StepNode step)
    {
        var took = step.Finished is null
            ? ""
            : $" ({When.Seconds(step.Seconds)}, {When.Text(step.Started)})";
        log.Append(
            $"- **Pass/Fail**: {Words.Of(step.Standing)}{took}{PhaseSection.Reason(step.Standing)}\n"
        );
    }

    // One line stands in its item; more of them in a fence below it.
    private static void Block(StringBuilder log, string name, string? text, string kind, int most)
    {
        if (text is not { Length: > 0 })
            return;
        var lines = Printable.Block(text).TrimEnd('\n').Split('\n');
        if (lines.Length == 1)
        {
            log.Append($"- **{name}**: {Markdown.Code(text)}\n");
            return;
        }
        // A line less, and a line that says so: nothing is won.
        var shown = lines.Length > most + 1 ? most : lines.Length;
        log.Append($"- **{name}**:\n")
            .Append(Markdown.Fence(string.Join('\n', lines.Take(shown)), kind));
        More(log, lines.Length - shown, "lines of it are");
    }

    private static void Claims(StringBuilder log, StepNode step, int most)
    {
        if (step.Claims.Count == 0)
            return;
        var held = step.Claims.Where(claim => claim.Verdict == Engine.Verdict.Pass).ToList();
        log.Append(
            $"- **Expected**: {(step.Claims.Count == 1 ? "one claim" : $"{step.Claims.Count} claims")}, {held.Count} of {step.Claims.Count} claims hold\n"
        );
        // What is promised first.
        var shown = held.OrderBy(claim => claim.Outcome is null)
            .Take(held.Count == most + 1 ? held.Count : most)
            .ToList();
        foreach (var claim in step.Claims.Except(held).Concat(shown))
            log.Append(
                $"  - {Words.Of(claim.Verdict)}: {Markdown.Cell(claim.Claim)}: expected {Markdown.CodeText(claim.Expected)}, actual {Markdown.CodeText(claim.Actual)}{Because(claim)}\n"
            );
        More(log, held.Count - shown.Count, "claims that hold are", "  ");
    }

    private static string Because(ClaimEvaluated claim) =>
        claim.Reason is { Length: > 0 } reason ? $" ({Markdown.Cell(reason)})" : "";

    private static void Measurements(StringBuilder log, StepNode step, int most)
    {
        if (step.Measurements.Count == 0)
            return;
        log.Append($"- **Measured**: {step.Measurements.Count}\n");
        // What a conclusion is made of first.
        var shown = step
            .Measurements.OrderBy(one => one.Id is null)
            .Take(step.Measurements.Count == most + 1 ? most + 1 : most)
            .ToList();
        foreach (var one in shown)
            log.Append(
                $"  - {Markdown.Cell(one.Name)}: {Markdown.Cell(MeasurementText.Whole(one))}\n"
            );
        More(log, step.Measurements.Count - shown.Count, "are", "  ");
    }

    private static void Changes(StringBuilder log, StepNode step)
    {
        foreach (var change in step.Changes)
            log.Append(
                $"- **Change**: {Markdown.Cell(change.Title)}; undo: {Markdown.CodeText(change.Undo)}; {(change.IsUndone ? $"undone {When.Text(change.Attempts[^1].At)}" : Markdown.Text(change.Word))}\n"
            );
        if (step.Changes.Count == 0 && step.Undo is { Length: > 0 } undo)
            log.Append($"- **Undo**: {Markdown.Code(undo)}\n");
    }

    private static void More(StringBuilder log, int count, string what, string indent = "")
    {
        if (count > 0)
            log.Append($"{indent}- {count} more {what} {InRecord}\n");
    }

    private static string Link(EvidenceKept kept)
    {
        var picture = kept.MediaType.StartsWith("image/", StringComparison.Ordinal) ? "!" : "";
        return picture + Markdown.Link(kept.Name, kept.File);
    }
}
