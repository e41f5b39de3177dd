using System.Text;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>What the change promised, beside what was measured.</summary>
internal static class OutcomeSection
{
    public static void Write(StringBuilder log, RunTree tree)
    {
        log.Append("## Expected Outcomes\n\n");
        if (tree.Outcomes.Count == 0)
        {
            log.Append("The scenario declares none.\n\n");
            return;
        }
        log.AppendTable(
            ["Outcome", "Expected", "Measured", "Verdict", "Steps"],
            tree.Outcomes.Select(o =>
                new[]
                {
                    Markdown.Cell(o.Text),
                    Markdown.CodeCell(o.Expected),
                    o.Claims.Count == 0
                        ? "not measured"
                        : string.Join("<br>", o.Claims.Select(c => Markdown.CodeCell(c.Actual))),
                    o.Claims.Count == 0 ? "⚠️ not measured"
                    : o.IsNotRefuted ? "⚠️ not refuted"
                    : Words.Of(o.Claims.Select(c => c.Verdict).Max()),
                    o.Claims.Count == 0
                        ? "-"
                        : Markdown.Cell(string.Join(", ", o.Claims.Select(c => c.Step).Distinct())),
                }
            )
        );
    }
}
