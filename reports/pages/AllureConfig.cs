using System.Text.Json;
using Verify.Engine;
using Verify.Reports.Allure;
using Verify.Reports.Tree;

namespace Verify.Reports.Pages;

/// <summary>What <c>allure generate</c> is told, as the file that it reads.</summary>
internal static class AllureConfig
{
    public const string FileName = "allurerc.json";

    /// <param name="output">The folder that the report is made in.</param>
    /// <param name="history">The file of the runs before.</param>
    /// <param name="inOneFile">Everything within index.html.</param>
    public static string Render(RunTree tree, string output, string history, bool inOneFile) =>
        JsonSerializer.Serialize(
            new
            {
                Name = Printable.Line(Title(tree)),
                Output = output,
                HistoryPath = history,
                // The history is ours: a run is in it once, however often a report of it is made.
                AppendHistory = false,
                // Allure passes categories.json over.
                Categories = AllureCategory.All,
                Plugins = new
                {
                    // Several kinds of report would each go into a folder of their own.
                    Awesome = new
                    {
                        Options = new
                        {
                            SingleFile = inOneFile,
                            ReportLanguage = "en",
                            // One report is of one scenario: its phases are seen at once, and those that did not pass open.
                            GroupBy = new[] { "subSuite" },
                            StepTreeExpansion = "expand_failed_only",
                            Charts,
                        },
                    },
                },
            },
            DiskJson.Options
        );

    // On every page, the home among them: what came of it, and how much there is to read.
    private static string Title(RunTree tree)
    {
        var word = tree.IsPartialPass ? "partial" : RunStatus.Of(tree).Word;
        var findings = tree.Findings.Count();
        return $"{tree.Scenario}: {word}"
            + (
                findings == 0 ? ""
                : findings == 1 ? ", 1 finding"
                : $", {findings} findings"
            );
    }

    // Those of Allure's charts that our results have something to show in.
    private static readonly object[] Charts =
    [
        new { Type = "currentStatus", Title = "Steps by verdict" },
        new { Type = "statusDynamics", Title = "Verdicts over the runs" },
        new { Type = "statusTransitions", Title = "Changes of verdict over the runs" },
        new { Type = "durationDynamics", Title = "Time over the runs" },
        new
        {
            Type = "durations",
            Title = "Time of the steps",
            GroupBy = "none",
        },
        new
        {
            Type = "testResultSeverities",
            Title = "Verdicts by weight",
            Levels = new[] { "blocker", "critical", "normal", "minor" },
            Statuses = new[] { "passed", "failed", "broken", "skipped" },
        },
    ];
}
