using System.Text;
using Verify.Engine.Record;
using Verify.Reports.Plots;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>One step of the log: command, expected, actual, pass or fail, and what stands behind it.</summary>
internal static class StepSection
{
    // One more than is shown, and a line that says so: nothing would be won.
    private const int Spare = 1;

    public static void Write(
        StringBuilder log,
        StepNode step,
        IEnumerable<Plot> plots,
        LogFold fold
    )
    {
        log.Append($"### {Markdown.Text(step.Id)}: {Markdown.Text(step.Title)}\n");
        Verdict(log, step);
        Block(log, "Command", step.Command, "bash", int.MaxValue);
        Claims(log, step, fold.Claims);
        Block(log, "Actual", step.Result, "", fold.Lines);
        Measurements(log, step, fold.Measurements);
        foreach (var plot in plots)
            log.Append($"- !{Markdown.Link(plot.Text, plot.File)}\n");
        Changes(log, step);
        if (step.Evidence.Count > 0)
            log.Append($"- **Evidence**: {string.Join(", ", step.Evidence.Select(Link))}\n");
        log.Append('\n');
    }

    private static void Verdict(StringBuilder log, StepNode step)
    {
        var held = step.Claims.Count(claim => claim.Verdict == Engine.Verdict.Pass);
        var claims = step.Claims.Count == 0 ? "" : $", {held} of {step.Claims.Count} claims hold";
        var found = step.Findings.Count switch
        {
            0 => "",
            1 => ", 1 finding",
            var many => $", {many} findings",
        };
        var took = step.Finished is null
            ? ""
            : $" ({When.Seconds(step.Seconds)}, {When.Text(step.Started)})";
        log.Append(
            $"- **Pass/Fail**: {Words.Of(step.Standing)}{claims}{found}{took}{PhaseSection.Reason(step.Standing)}\n"
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
        var shown = most == int.MaxValue ? lines : Fitting(lines, most);
        log.Append($"- **{name}**{Folded(shown.Count, lines.Length, "lines")}\n")
            .Append(Markdown.Fence(string.Join('\n', shown), kind));
    }

    private static void Claims(StringBuilder log, StepNode step, int most)
    {
        var held = step.Claims.Where(claim => claim.Verdict == Engine.Verdict.Pass).ToList();
        // One that does not hold is never folded; of the others what an outcome rests on comes first.
        List<ClaimEvaluated> shown =
        [
            .. step.Claims.Except(held),
            .. Fitting([.. held.OrderBy(claim => claim.Outcome is null)], most),
        ];
        if (shown.Count == 0)
            return;
        log.Append($"- **Expected**{Folded(shown.Count, step.Claims.Count, "claims")}\n");
        foreach (var claim in shown)
            log.Append(
                $"  - {Words.Of(claim.Verdict)}: {Markdown.Cell(claim.Claim)}: expected {Markdown.CodeText(claim.Expected)}, actual {Markdown.CodeText(claim.Actual)}{Because(claim)}\n"
            );
    }

    private static string Because(ClaimEvaluated claim) =>
        claim.Reason is { Length: > 0 } reason ? $" ({Markdown.Cell(reason)})" : "";

    private static void Measurements(StringBuilder log, StepNode step, int most)
    {
        // What a conclusion can be made of comes first.
        var shown = Fitting([.. step.Measurements.OrderBy(one => one.Id is null)], most);
        if (shown.Count == 0)
            return;
        log.Append($"- **Measured**{Folded(shown.Count, step.Measurements.Count, "figures")}\n");
        foreach (var one in shown)
            log.Append(
                $"  - {Markdown.Cell(one.Name)}: {Markdown.Cell(MeasurementText.Whole(one))}\n"
            );
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

    private static IReadOnlyList<T> Fitting<T>(IReadOnlyList<T> all, int most) =>
        most > 0 && all.Count <= most + Spare ? all : [.. all.Take(most)];

    private static string Folded(int shown, int all, string what) =>
        shown == all
            ? ":"
            : $" ({shown} of {all} {what}; the record and the report have all of them):";

    private static string Link(EvidenceKept kept)
    {
        var picture = kept.MediaType.StartsWith("image/", StringComparison.Ordinal) ? "!" : "";
        return picture + Markdown.Link(kept.Name, kept.File);
    }
}
