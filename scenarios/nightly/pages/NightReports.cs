using Verify.Engine.Npm;
using Verify.Fixtures.Packages;
using Verify.Reports.History;
using Verify.Reports.Nightly;
using Verify.Reports.Pages;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Nightly.Pages;

/// <summary>The Allure reports of a night's runs: one that cannot be made is said, and is no verdict.</summary>
/// <param name="history">Gives the runs that a run is shown among, by its folder.</param>
/// <param name="allure">Gives the Allure to make them with, installed if need be.</param>
internal sealed class NightReports(
    Func<string, RunHistory> history,
    Func<CancellationToken, Task<NodePackages>> allure,
    TextWriter progress
)
{
    public static NightReports Usual(Func<string, RunHistory> history, bool install) =>
        new(
            history,
            ct => NpmPackages.EnsureAsync(HtmlReport.PackagesFolder, install, Console.Error, ct),
            Console.Error
        );

    /// <returns>What was not made, and why: a line each.</returns>
    public async Task<IReadOnlyList<string>> BuildAsync(Night night, CancellationToken ct)
    {
        (string Job, string Run)[] runs =
        [
            .. night
                .Jobs.Select(job => (job.Name, Run: RunOf(night, job)))
                .Where(job => job.Run is not null)
                .Select(job => (job.Name, job.Run!)),
        ];
        if (runs.Length == 0)
            return [];
        NodePackages packages;
        try
        {
            packages = await allure(ct);
        }
        catch (CannotRun refused)
        {
            return [$"no Allure report was made: {refused.Message.ReplaceLineEndings(" ")}"];
        }
        catch (OperationCanceledException)
        {
            return ["no Allure report was made: there was no time left to install Allure"];
        }
        var notes = new List<string>();
        foreach (var (index, (job, run)) in runs.Index())
        {
            try
            {
                await Waiting.ForAsync(
                    $"report {index + 1} of {runs.Length}, {job}",
                    HtmlReport.BuildAsync(run, history(run), packages, inOneFile: false, ct),
                    progress
                );
            }
            catch (OperationCanceledException)
            {
                notes.Add(
                    $"reports not made, the time for them was over: {string.Join(", ", runs[index..].Select(left => left.Job))}"
                );
                break;
            }
            // Whatever it is: what the night found is known, and the other reports are made.
            catch (Exception failure)
            {
                notes.Add(
                    $"the report of {job} was not made: {failure.Message.ReplaceLineEndings(" ")}"
                );
            }
        }
        return notes;
    }

    /// <summary>The whole path of its run; null where there is none in the night's folder.</summary>
    internal static string? RunOf(Night night, NightJob job) =>
        job.Run is { } run
        && Path.GetFullPath(Path.Combine(night.Folder, run)) is var folder
        && folder.StartsWith(night.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        && File.Exists(RunFolder.RecordOf(folder))
            ? folder
            : null;
}
