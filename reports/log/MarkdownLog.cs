using System.Text;
using Verify.Reports.Conclusions;
using Verify.Reports.Plots;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>The implementation log as a person would have typed it, had they measured everything.</summary>
public static class MarkdownLog
{
    public const string FileName = "implementation-log.md";

    /// <param name="plots">Files that lie beside the log; each is shown in its step, or by itself where it has none.</param>
    public static string Render(RunTree tree, IReadOnlyList<Plot>? plots = null)
    {
        var log = "";
        foreach (var fold in LogFold.Levels)
        {
            log = Render(tree, plots, fold);
            if (log.Count(c => c == '\n') <= LogFold.MostLines)
                break;
        }
        return log;
    }

    private static string Render(RunTree tree, IReadOnlyList<Plot>? plots, LogFold fold)
    {
        var shown = (plots ?? []).ToLookup(plot => (plot.Phase ?? "", plot.Step ?? ""));
        var log = new StringBuilder();
        log.Append(
            $"# {Markdown.Text(tree.Title)}: {(IsDrill(tree) ? "rollback drills" : "implementation log")}\n\n"
        );
        Status(log, tree);
        ConclusionSection.Write(log, Conclusion.Of(tree));
        log.Append("## Progress Summary\n\n");
        log.AppendTable(
            ["Phase", "Status", "Started", "Completed", "Notes"],
            tree.Phases.Select(Progress)
        );
        if (IsDrill(tree))
        {
            DrillSection.Write(log, tree);
        }
        OverTheNights(log, (plots ?? []).Where(plot => plot.Step is null));
        foreach (var phase in tree.Phases)
            if (IsDrill(tree))
                DrillSection.Write(log, phase);
            else
                PhaseSection.Write(log, phase, shown, fold);
        // A drill promises nothing and changes nothing: what its cells changed is gone with their labs.
        if (!IsDrill(tree))
        {
            OutcomeSection.Write(log, tree);
        }
        IssueSection.Write(log, tree);
        if (!IsDrill(tree))
        {
            RollbackSection.Write(log, tree);
        }
        EnvironmentSection.Write(log, tree);
        Checklist.Write(log, tree);
        return log.ToString();
    }

    private static void OverTheNights(StringBuilder log, IEnumerable<Plot> plots)
    {
        foreach (var plot in plots)
            log.Append("## Over the nights\n\n")
                .Append($"!{Markdown.Link(plot.Text, plot.File)}\n\n");
    }

    private static bool IsDrill(RunTree tree) => tree.Suite is not null;

    // Two spaces at the end of a line break it; without them a quote runs together.
    private static void Status(StringBuilder log, RunTree tree)
    {
        var conclusion = RunStatus.Of(tree);
        Line("Status", Markdown.Text(conclusion.ToString()) + (conclusion.IsComplete ? " ✅" : ""));
        Line("Started", When.Text(tree.Started));
        Line(
            "Completed",
            tree.Completed is null
                ? "-"
                : $"{When.Text(tree.Completed)} ({When.Seconds(tree.Seconds)})"
        );
        Line("Run", Markdown.Code(tree.Run));
        Line("Scenario", Markdown.Code(tree.Scenario));
        Line("Verdict", $"{tree.Word}{(tree.ExitCode is { } code ? $" (exit code {code})" : "")}");
        Line("Record", Markdown.Link(RunRecord.FileName, RunRecord.FileName));
        log.Append('\n');

        void Line(string name, string text) => log.Append($"> **{name}**: {text}  \n");
    }

    private static string[] Progress(PhaseNode phase) =>
        [
            $"Phase {Markdown.Cell(phase.Id)}: {Markdown.Cell(phase.Title)}",
            Words.Of(phase.Standing),
            When.Text(phase.Started),
            phase.Started is null ? "-" : When.Text(phase.Finished),
            Markdown.Cell(phase.Standing.Reason ?? Notes(phase)),
        ];

    private static string Notes(PhaseNode phase)
    {
        var claims = phase.Steps.SelectMany(step => step.Claims).ToList();
        var notes = new List<string>
        {
            $"{phase.Steps.Count(s => s.Standing.Begun)} of {phase.Steps.Count} steps",
        };
        if (claims.Count > 0)
        {
            notes.Add(
                $"{claims.Count(c => c.Verdict == Engine.Verdict.Pass)} of {claims.Count} claims hold"
            );
        }
        if (phase.Steps.Sum(step => step.Findings.Count) is > 0 and var findings)
        {
            notes.Add($"findings: {findings}");
        }
        return string.Join(", ", notes);
    }
}
