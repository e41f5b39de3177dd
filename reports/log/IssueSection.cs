using System.Globalization;
using System.Text;
using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>What went wrong, numbered; what was found beside that stands in the conclusion.</summary>
internal static class IssueSection
{
    public static void Write(StringBuilder log, RunTree tree)
    {
        var issues = Issues(tree).ToList();
        log.Append("## Issues Encountered\n\n");
        log.AppendTable(
            ["#", "Phase", "Issue", "Resolution", "Status"],
            issues.Count == 0
                ?
                [
                    ["-", "-", "-", "-", "-"],
                ]
                : issues.Select(
                    (issue, i) =>
                        new[]
                        {
                            (i + 1).ToString(CultureInfo.InvariantCulture),
                            Markdown.Cell(issue.Phase),
                            issue.Text,
                            Markdown.Cell(issue.Resolution),
                            issue.Status,
                        }
                )
        );
    }

    private static IEnumerable<Issue> Issues(RunTree tree)
    {
        foreach (var trouble in tree.Troubles)
        {
            yield return new(
                trouble.Phase,
                Markdown.Cell(trouble.Text),
                null,
                trouble.Verdict.Word()
            );
        }
        foreach (var step in tree.Steps)
        {
            foreach (var issue in Of(step))
            {
                yield return issue;
            }
        }
    }

    private static IEnumerable<Issue> Of(StepNode step)
    {
        var missed = step.Claims.Where(c => c.Verdict != Verdict.Pass).ToList();
        foreach (var c in missed)
        {
            var text =
                $"{Markdown.Cell(c.Step)} {Markdown.Cell(c.Claim)}: expected {Markdown.CodeCell(c.Expected)}, actual {Markdown.CodeCell(c.Actual)}";
            yield return new(step.Phase, text, c.Reason, c.Verdict.Word());
        }
        if (
            missed.Count == 0
            && (step.Standing.Interrupted || step.Standing.Verdict >= Verdict.Inconclusive)
        )
        {
            var text = $"{step.Id} {step.Title}: {step.Standing.Reason ?? step.Standing.Word}";
            yield return new(step.Phase, Markdown.Cell(text), null, step.Standing.Word);
        }
    }

    private sealed record Issue(string? Phase, string Text, string? Resolution, string Status);
}
