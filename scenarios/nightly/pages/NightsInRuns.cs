using Verify.Reports;
using Verify.Reports.Nightly;
using Verify.Reports.Plots;

namespace Verify.Scenarios.Nightly.Pages;

/// <summary>Gives each run of a night its job's figures over the nights: for its log, and for its report.</summary>
internal static class NightsInRuns
{
    /// <returns>What could not be given, and why: a line each.</returns>
    public static IReadOnlyList<string> Give(Night night)
    {
        var notes = new List<string>();
        foreach (var job in night.Jobs)
        {
            if (job.Plot is not { } plot || NightReports.RunOf(night, job) is not { } run)
                continue;
            try
            {
                File.Copy(
                    Path.Combine(night.Folder, plot),
                    Path.Combine(run, NightsPlot.FileName),
                    overwrite: true
                );
                FileReports.Regenerate(run);
            }
            // Whatever it is: what the night found is known, and the run's own log says it.
            catch (Exception failure)
            {
                notes.Add(
                    $"the log of {job.Name} does not show the nights: {failure.Message.ReplaceLineEndings(" ")}"
                );
            }
        }
        return notes;
    }
}
