using System.CommandLine;
using Verify.Reports;

namespace Verify.Scenarios;

/// <summary>Makes a run's reports again, from its record alone.</summary>
internal sealed class ReportVerb()
    : Verb("report", "Make a run's log, Allure results and JUnit file again from its record.")
{
    private readonly Argument<string> run = new("run")
    {
        Description = "A run's id or folder (default: the latest).",
        DefaultValueFactory = _ => Runs.Latest,
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(run);
        command.SetAction(parsed =>
        {
            var folder = Runs.Find(parsed.GetValue(run)!);
            FileReports.Regenerate(folder);
            Console.WriteLine(folder);
        });
    }
}
