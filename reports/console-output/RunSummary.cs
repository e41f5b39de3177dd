using Verify.Engine;
using Verify.Reports.Conclusions;
using Verify.Reports.Log;
using Verify.Reports.Tree;

namespace Verify.Reports.ConsoleOutput;

/// <summary>What stands at the end: the conclusion, then the phases, the counts, and where the log is.</summary>
internal static class RunSummary
{
    private const int LabelWidth = 10;

    public static List<ConsoleLine> Lines(RunTree tree, string folder)
    {
        var conclusion = Conclusion.Of(tree);
        List<ConsoleLine> lines =
        [
            .. DrillLines.Of(tree),
            ConsoleLine.Empty,
            .. ConclusionLines.Of(tree, conclusion),
            ConsoleLine.Empty,
            .. tree.Phases.Select(p =>
                StepLine.Of(p.Standing.Verdict, p.Standing.Word, p.Id, p.Title, p.Seconds)
            ),
            ConsoleLine.Empty,
        ];
        Add(lines, "status", conclusion.Status.ToString());
        Add(lines, "phases", Count(tree.Phases.Select(phase => phase.Standing)));
        Add(lines, "steps", Count(tree.Steps.Select(step => step.Standing)));
        Add(
            lines,
            "claims",
            Count(tree.Claims.Select(claim => new Standing(claim.Verdict, true, null)))
        );
        if (tree.Outcomes.Count > 0)
        {
            Add(lines, "outcomes", Outcomes(tree.Outcomes));
        }
        if (tree.Changes.Count > 0)
        {
            Add(
                lines,
                "changes",
                string.Join(
                    ", ",
                    tree.Changes.GroupBy(c => c.Word).Select(g => $"{g.Count()} {g.Key}")
                )
            );
        }
        Add(lines, "log", Nearest(Path.Combine(folder, MarkdownLog.FileName)));
        Add(lines, "report", $"./run.ps1 report {RunName.Of(folder)} --open");
        return lines;
    }

    private static void Add(List<ConsoleLine> lines, string label, string text) =>
        lines.Add(new(2, new(label.PadRight(LabelWidth), Tone.Dim), new(Printable.Line(text))));

    private static string Count(IEnumerable<Standing> standings)
    {
        var groups = standings
            .GroupBy(s => (s.Verdict, s.Word))
            .OrderBy(g => g.Key.Verdict ?? Verdict.Broken);
        var words = groups.Select(g => $"{g.Count()} {g.Key.Word}").ToList();
        return words.Count == 0 ? "none" : string.Join(", ", words);
    }

    // What nobody measured was not missed.
    private static string Outcomes(IReadOnlyList<OutcomeNode> outcomes)
    {
        var measured = outcomes.Count(outcome => outcome.IsMeasured);
        var met = outcomes.Count(outcome => outcome.IsMet);
        var open = outcomes.Count(outcome => outcome.IsNotRefuted);
        return (
                measured == outcomes.Count
                    ? $"{met} of {outcomes.Count} measured and met"
                    : $"{met} met, {measured - met - open} not met, {outcomes.Count - measured} not measured"
            ) + (open > 0 ? $", {open} not refuted" : "");
    }

    // From where the reader stands, when that is shorter to type.
    private static string Nearest(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
