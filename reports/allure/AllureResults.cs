using System.Text.Json;
using Verify.Engine;
using Verify.Reports.Plots;
using Verify.Reports.Tree;

namespace Verify.Reports.Allure;

/// <summary>Writes a run as the files that <c>allure generate</c> reads.</summary>
public static class AllureResults
{
    public const string FolderName = "allure-results";

    private static readonly JsonSerializerOptions Json = new(DiskJson.Options) { NewLine = "\n" };

    /// <summary>Writes into a folder that exists; evidence is copied from the run's.</summary>
    public static void Write(RunTree tree, string runFolder, string results) =>
        Write(tree, runFolder, results, []);

    /// <param name="flaky">History ids of the tests that are marked so.</param>
    internal static void Write(
        RunTree tree,
        string runFolder,
        string results,
        HashSet<string> flaky
    )
    {
        var evidence = new AllureEvidence(runFolder, results, RunPlots.Of(tree, runFolder));
        foreach (var test in new AllureTests(tree, evidence).All())
        {
            Save(
                results,
                $"{test.Uuid}-result.json",
                flaky.Contains(AllureId.History(test))
                    ? test with
                    {
                        StatusDetails = (test.StatusDetails ?? new(null)) with { Flaky = true },
                    }
                    : test
            );
        }
        Save(results, AllureMetrics.FileName, AllureMetrics.Of(tree));
        if (NightsPlot.Of(runFolder) is { } nights)
            Save(results, "verify-globals.json", Globals(tree, nights, results));
        Save(results, "executor.json", Executor(tree));
        Save(results, "categories.json", AllureCategory.All);
        File.WriteAllText(
            Path.Combine(results, "environment.properties"),
            JavaProperties.Render(Environment(tree))
        );
    }

    // Of no test: Allure lists it among the attachments of the run as a whole.
    private static object Globals(RunTree tree, Plot plot, string results)
    {
        var source = $"{AllureId.Uuid(tree.Run, plot.File)}-attachment.svg";
        File.WriteAllText(Path.Combine(results, source), plot.Svg);
        return new
        {
            Attachments = new[]
            {
                new
                {
                    plot.Name,
                    Source = source,
                    Type = "image/svg+xml",
                    Timestamp = When.Milliseconds(tree.Completed ?? tree.Started),
                },
            },
        };
    }

    private static object Executor(RunTree tree) =>
        new
        {
            Name = tree.CarriedOutBy,
            Type = "verify",
            BuildName = tree.Run,
            // Runs are in the order in which they were started.
            BuildOrder = When.Milliseconds(tree.Started) / 1000,
            ReportName = tree.Title,
        };

    private static IEnumerable<(string, string)> Environment(RunTree tree) =>
        new[] { ("verdict", tree.Word), ("status", RunStatus.Of(tree).ToString()) }
            .Concat(tree.Environment.Select(fact => (fact.Name, fact.Value)))
            .Concat(tree.Parameters.Select(p => ($"parameter {p.Key}", p.Value)));

    private static void Save(string folder, string name, object content) =>
        File.WriteAllBytes(
            Path.Combine(folder, name),
            JsonSerializer.SerializeToUtf8Bytes(content, Json)
        );
}
