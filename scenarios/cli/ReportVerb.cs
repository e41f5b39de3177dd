using System.CommandLine;
using Verify.Engine;
using Verify.Reports;

namespace Verify.Scenarios;

/// <summary>Makes a run's reports again, from its record alone.</summary>
internal sealed class ReportVerb()
    : Verb("report", "Make a run's log, Allure results and JUnit file again from its record.")
{
    private const string Latest = "latest";

    private readonly Argument<string> run = new("run")
    {
        Description = "A run's id or folder (default: the latest).",
        DefaultValueFactory = _ => Latest,
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(run);
        command.SetAction(parsed =>
        {
            var folder = FolderOf(parsed.GetValue(run)!);
            FileReports.Regenerate(folder);
            Console.WriteLine(folder);
        });
    }

    private static string FolderOf(string run)
    {
        var candidates = new[] { Path.Combine(Checkout.Out, run), Path.GetFullPath(run) };
        var found = candidates.FirstOrDefault(folder => File.Exists(RunFolder.RecordOf(folder)));
        if (found is not null)
            return Path.GetFullPath(found);
        var runs = Directory.Exists(Checkout.Out)
            ? Directory
                .GetDirectories(Checkout.Out)
                .Where(folder => File.Exists(RunFolder.RecordOf(folder)))
                .Select(folder => Path.GetFileName(folder)!)
                .Order(StringComparer.Ordinal)
                .ToArray()
            : [];
        throw new UsageError(
            $"There is no run '{run}': no {RunFolder.RecordName} in {string.Join(" or ", candidates)}. "
                + (
                    runs.Length == 0
                        ? "Nothing has been run yet."
                        : $"The last runs are {string.Join(", ", runs.TakeLast(5))}."
                )
        );
    }
}
