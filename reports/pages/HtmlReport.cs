using Verify.Engine;
using Verify.Engine.Npm;
using Verify.Engine.Programs;
using Verify.Engine.Runs;
using Verify.Engine.Tree;
using Verify.Reports.Allure;
using Verify.Reports.Conclusions;
using Verify.Reports.History;
using Verify.Reports.Log;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Pages;

/// <summary>Makes the Allure report of a run from its record: a folder, or one file that can be mailed.</summary>
public static class HtmlReport
{
    public const string FolderName = "report";
    public const string FileName = "report.html";

    internal const string Page = "index.html";

    // In the run's own folder, so that putting it in place is a rename.
    private const string Work = ".report-new";

    /// <summary>The folder whose package-lock.json pins Allure.</summary>
    public static string PackagesFolder => Path.Combine(Checkout.Root, "reports");

    /// <param name="history">The runs that it is shown among.</param>
    /// <param name="packages">Of <see cref="PackagesFolder"/>.</param>
    public static async Task<BuiltReport> BuildAsync(
        string runFolder,
        RunHistory history,
        NodePackages packages,
        bool inOneFile,
        CancellationToken ct
    )
    {
        MustHavePlace(runFolder, inOneFile);
        // Two reports of one run would be made in one folder.
        using var turn = await TreeLock.TakeInTurnAsync(runFolder, ct);
        var tree = RunTree.Of(RunRecord.Read(RunFolder.RecordOf(runFolder)));
        var before = await history.BeforeAsync(tree, ct);
        var work = Path.Combine(runFolder, Work);
        Remove(work);
        try
        {
            var made = await GenerateAsync(tree, runFolder, before, packages, inOneFile, work, ct);
            return new(tree, runFolder, Place(made, runFolder, inOneFile), inOneFile, before.Count);
        }
        finally
        {
            Remove(work);
        }
    }

    private static async Task<string> GenerateAsync(
        RunTree tree,
        string runFolder,
        IReadOnlyList<HistoryPoint> before,
        NodePackages packages,
        bool inOneFile,
        string work,
        CancellationToken ct
    )
    {
        var results = Directory.CreateDirectory(Path.Combine(work, AllureResults.FolderName));
        var (made, past) = (Path.Combine(work, "made"), Path.Combine(work, "history.jsonl"));
        var config = Path.Combine(work, AllureConfig.FileName);
        AllureResults.Write(
            tree,
            runFolder,
            results.FullName,
            FlakySteps.Of(HistoryPoint.Of(tree), before)
        );
        RunHistory.Write(past, before);
        await File.WriteAllTextAsync(config, AllureConfig.Render(tree, made, past, inOneFile), ct);
        var allure = await Command.MustAsync(
            [
                packages.Node,
                // What a newer Node thinks of Allure's code is no fault of the report's.
                "--no-warnings",
                Path.Combine(packages.Modules, "allure", "cli.js"),
                "generate",
                "--cwd",
                work,
                "--config",
                config,
                results.FullName,
            ],
            ct
        );
        if (!File.Exists(Path.Combine(made, Page)) || allure.Stderr.Trim().Length > 0)
            throw new CannotRun(
                $"{allure.Shown} made no whole report: {allure.Said}\nThe run's log is whole: {Path.Combine(runFolder, MarkdownLog.FileName)}"
            );
        OwnHost.KeepAll(made, inOneFile);
        var home = Path.Combine(made, Page);
        await File.WriteAllTextAsync(
            home,
            ConclusionPage.PutInto(await File.ReadAllTextAsync(home, ct), Conclusion.Of(tree)),
            ct
        );
        return made;
    }

    // Before the minute that building takes.
    private static void MustHavePlace(string runFolder, bool inOneFile)
    {
        var place = Path.Combine(runFolder, inOneFile ? FileName : FolderName);
        if (inOneFile ? Directory.Exists(place) : File.Exists(place))
            throw new CannotRun(
                inOneFile
                    ? $"{place} is a folder, and the report is a file of that name. Move it away, and build the report again."
                    : $"{place} is a file, and the report is a folder of that name. Move it away, and build the report again."
            );
    }

    // The one that is there is shown until the new one is whole.
    private static string Place(string made, string runFolder, bool inOneFile)
    {
        if (inOneFile)
        {
            var file = Path.Combine(runFolder, FileName);
            File.Move(Path.Combine(made, Page), file, overwrite: true);
            return file;
        }
        var folder = Path.Combine(runFolder, FolderName);
        Remove(folder);
        Directory.Move(made, folder);
        return Path.Combine(folder, Page);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
