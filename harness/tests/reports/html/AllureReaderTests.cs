using System.Text.Json;
using Verify.Engine.Npm;
using Verify.Engine.Programs;
using Verify.Reports;
using Verify.Reports.Allure;
using Verify.Reports.History;
using Verify.Reports.Pages;
using Verify.Tests.Ground;

namespace Verify.Tests.Reports.Html;

/// <summary>Allure's own reader makes of our results what was written: nothing is lost, and it warns of nothing.</summary>
[TestFixture, Parallelizable]
internal sealed class AllureReaderTests
{
    private NodePackages allure = null!;

    [OneTimeSetUp]
    public async Task Install() => allure = await AllurePackages.EnsureAsync();

    [TestCase("evidence")]
    [TestCase("nasty")]
    [TestCase("undo failed")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task What_is_read_is_what_was_written(string which, CancellationToken ct)
    {
        using var folder = new TempFolder();
        var run = folder.File("run");
        if (which == "evidence")
            EvidenceRun.Write(run, "run", 0);
        else
            RecordedSample.Write(
                run,
                (which == "nasty" ? NastyText.Run() : SampleRuns.UndoFailed()).Events
            );
        var tree = FileReports.Regenerate(run);
        var results = Path.Combine(run, AllureResults.FolderName);
        var read = await ReadAsync(results, ct);
        var written = Directory
            .GetFiles(results, "*-result.json")
            .Select(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement)
            .ToList();

        Assert.That(read.GetProperty("tests").GetArrayLength(), Is.EqualTo(written.Count));
        foreach (var test in written)
            Compare(test, One(read.GetProperty("tests"), "fullName", test));
        Assert.That(
            Bytes(read.GetProperty("attachments")),
            Is.EquivalentTo(
                Directory
                    .GetFiles(results, "*-attachment.*")
                    .Select(file => new FileInfo(file).Length)
            )
        );
        Assert.That(
            read.GetProperty("metrics").GetArrayLength(),
            Is.EqualTo(AllureMetrics.Of(tree).Count())
        );
        Assert.That(
            read.GetProperty("environment").GetArrayLength(),
            Is.EqualTo(
                new[] { "verdict", "status" }
                    .Concat(tree.Environment.Select(f => f.Name))
                    .Concat(tree.Parameters.Keys.Select(p => $"parameter {p}"))
                    .Distinct()
                    .Count()
            )
        );
        Assert.That(
            read.GetProperty("executor").GetProperty("buildName").GetString(),
            Is.EqualTo(tree.Run)
        );
    }

    // The history is written without Allure, and must meet its tests.
    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Our_names_for_a_test_in_the_history_are_Allures(CancellationToken ct)
    {
        using var folder = new TempFolder();
        EvidenceRun.Write(folder.File("run"), "run", 0);
        var tree = FileReports.Regenerate(folder.File("run"));
        var read = await ReadAsync(folder.File($"run/{AllureResults.FolderName}"), ct);
        var point = HistoryPoint.Of(tree);

        Assert.That(Texts(read, "historyId"), Is.EquivalentTo(point.TestResults.Keys));
        Assert.That(Texts(read, "testCase"), Is.EquivalentTo(point.KnownTestCaseIds));
        Assert.That(Texts(read, "id"), Is.EquivalentTo(point.TestResults.Values.Select(t => t.Id)));
    }

    private static void Compare(JsonElement test, JsonElement read)
    {
        foreach (var name in new[] { "name", "fullName", "status" })
            Assert.That(Text(read, name), Is.EqualTo(Text(test, name)), name);
        Assert.That(read.GetProperty("isRetry").GetBoolean(), Is.False);
        if (test.TryGetProperty("statusDetails", out var details))
            foreach (var name in new[] { "message", "expected", "actual" })
                Assert.That(Text(read, name), Is.EqualTo(Text(details, name)), name);
        foreach (
            var (list, wanted) in new[]
            {
                ("labels", Pairs(test, "labels")),
                ("parameters", Pairs(test, "parameters")),
            }
        )
            Assert.That(Strings(read, list), Is.EquivalentTo(wanted), list);
        Assert.That(
            Strings(read, "steps"),
            Is.EqualTo(
                test.GetProperty("steps")
                    .EnumerateArray()
                    .Select(step => $"{Text(step, "status")} {Text(step, "name")}")
            )
        );
        Assert.That(
            read.GetProperty("attachments")
                .EnumerateArray()
                .Select(one =>
                    $"{Text(one, "name")} {Text(one, "contentType")} {one.GetProperty("missed")}"
                ),
            Is.EqualTo(
                test.GetProperty("attachments")
                    .EnumerateArray()
                    .Select(one => $"{Text(one, "name")} {Text(one, "type")} False")
            )
        );
    }

    private async Task<JsonElement> ReadAsync(string results, CancellationToken ct)
    {
        var script = Path.Combine(HtmlReport.PackagesFolder, "pages", "read-results.mjs");
        var said = await Command.MustAsync([allure.Node, "--no-warnings", script, results], ct);
        Assert.That(said.Stderr, Is.Empty, "the reader warned");
        return JsonDocument.Parse(said.Stdout).RootElement;
    }

    private static JsonElement One(JsonElement list, string name, JsonElement like) =>
        list.EnumerateArray().Single(one => Text(one, name) == Text(like, name));

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string?> Texts(JsonElement read, string name) =>
        read.GetProperty("tests").EnumerateArray().Select(test => Text(test, name));

    private static IEnumerable<string?> Strings(JsonElement of, string name) =>
        of.GetProperty(name).EnumerateArray().Select(one => one.GetString());

    private static IEnumerable<string> Pairs(JsonElement of, string name) =>
        of.GetProperty(name)
            .EnumerateArray()
            .Select(one => $"{Text(one, "name")}={Text(one, "value")}");

    private static IEnumerable<long> Bytes(JsonElement list) =>
        list.EnumerateArray().Select(one => one.GetProperty("contentLength").GetInt64());
}
