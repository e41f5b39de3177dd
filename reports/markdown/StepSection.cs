using System.Globalization;
using System.Text;
using Verify.Engine;

namespace Verify.Reports;

/// <summary>One step of the log: command, expected, actual, pass or fail, and what stands behind it.</summary>
internal static class StepSection
{
    public static void Write(StringBuilder log, StepNode step, IEnumerable<Plot> plots)
    {
        log.Append($"### {Markdown.Text(step.Id)}: {Markdown.Text(step.Title)}\n\n");
        var took = step.Finished is null
            ? ""
            : $" ({When.Seconds(step.Seconds)}, {When.Text(step.Started)})";
        log.Append(
            $"**Status**: {Words.Of(step.Standing)}{took}{PhaseSection.Reason(step.Standing)}\n\n"
        );
        if (step.Command is { Length: > 0 } command)
        {
            log.Append("**Command**:\n").Append(Markdown.Fence(command, "bash")).Append('\n');
        }
        ExpectedAndActual(log, step);
        Plots(log, plots);
        Claims(log, step);
        Measurements(log, step);
        Findings(log, step);
        Changes(log, step);
        Evidence(log, step);
    }

    private static void ExpectedAndActual(StringBuilder log, StepNode step)
    {
        if (step.Claims is [var only])
        {
            log.Append($"**Expected**: {Markdown.Code(only.Expected)}\n\n");
        }
        else if (step.Claims.Count > 1)
        {
            log.Append($"**Expected**: all of the {step.Claims.Count} claims below\n\n");
        }
        if (step.Result is { Length: > 0 } result)
        {
            log.Append("**Actual**:\n").Append(Markdown.Fence(result)).Append('\n');
        }
        else if (step.Claims is [var claim])
        {
            log.Append($"**Actual**: {Markdown.Code(claim.Actual)}\n\n");
        }
        if (step.Claims.Count > 0)
        {
            var held = step.Claims.Count(c => c.Verdict == Verdict.Pass);
            var word = Words.Of(step.Standing).ToUpperInvariant();
            log.Append($"**Pass/Fail**: {word} ({held} of {step.Claims.Count} claims hold)\n\n");
        }
    }

    private static void Plots(StringBuilder log, IEnumerable<Plot> plots)
    {
        foreach (var plot in plots)
        {
            log.Append($"!{Markdown.Link(plot.Text, plot.File)}\n\n");
        }
    }

    private static void Claims(StringBuilder log, StepNode step)
    {
        if (step.Claims.Count > 0)
        {
            log.AppendTable(
                ["Claim", "Expected", "Actual", "Verdict", "Reason"],
                step.Claims.Select(c =>
                    new[]
                    {
                        Markdown.Cell(c.Claim),
                        Markdown.CodeCell(c.Expected),
                        Markdown.CodeCell(c.Actual),
                        Words.Of(c.Verdict),
                        Markdown.Cell(c.Reason),
                    }
                )
            );
        }
    }

    private static void Measurements(StringBuilder log, StepNode step)
    {
        if (step.Measurements.Count > 0)
        {
            log.AppendTable(
                ["Measurement", "Value", "n", "Interval", "Details", "Source"],
                step.Measurements.Select(m =>
                    new[]
                    {
                        Markdown.Cell(m.Name),
                        Markdown.Cell(When.Figure(m.Value, m.Unit)),
                        m.Samples.ToString(CultureInfo.InvariantCulture),
                        Markdown.Cell(MeasurementText.Interval(m)),
                        Markdown.Cell(MeasurementText.Details(m)),
                        Markdown.Cell(m.Source),
                    }
                )
            );
        }
    }

    private static void Findings(StringBuilder log, StepNode step)
    {
        foreach (var finding in step.Findings)
        {
            log.Append($"**Finding**: {Markdown.Text(finding.Text)}\n");
            Sentence("Meaning", finding.Meaning);
            Sentence("Cure", finding.Cure);
            log.Append('\n');
        }

        void Sentence(string name, string? text)
        {
            if (text is { Length: > 0 })
            {
                log.Append($"- {name}: {Markdown.Text(text)}\n");
            }
        }
    }

    private static void Changes(StringBuilder log, StepNode step)
    {
        if (step.Changes.Count > 0)
        {
            log.AppendTable(
                ["Change", "Made", "Undo", "Undone"],
                step.Changes.Select(c =>
                    new[]
                    {
                        Markdown.Cell(c.Title),
                        When.Text(c.Done),
                        Markdown.CodeCell(c.Undo),
                        c.IsUndone ? When.Text(c.Attempts[^1].At) : Markdown.Cell(c.Word),
                    }
                )
            );
        }
        else if (step.Undo is { Length: > 0 } undo)
        {
            log.Append($"**Undo**: {Markdown.Code(undo)}\n\n");
        }
    }

    private static void Evidence(StringBuilder log, StepNode step)
    {
        if (step.Evidence.Count == 0)
        {
            return;
        }
        log.Append("**Evidence**:\n\n");
        foreach (var e in step.Evidence)
        {
            var sha = e.Sha256.Length > 12 ? e.Sha256[..12] : e.Sha256;
            var picture = e.MediaType.StartsWith("image/", StringComparison.Ordinal) ? "!" : "";
            log.Append(
                $"- {picture}{Markdown.Link(e.Name, e.File)} ({e.Bytes} bytes, sha256 {Markdown.Code(sha)})\n"
            );
        }
        log.Append('\n');
    }
}
