using Verify.Engine;
using Verify.Reports;

namespace Verify.Tests;

[TestFixture]
internal sealed class FileReportsTests
{
    private string folder = "";

    [SetUp]
    public void Make_a_run_folder()
    {
        folder = Directory.CreateTempSubdirectory("verify-reports-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "evidence"));
        File.WriteAllText(Path.Combine(folder, "evidence", "aaaa.csv"), "t,s\n1,0.5\n");
    }

    [TearDown]
    public void Remove_it() => Directory.Delete(folder, recursive: true);

    [Test]
    public void What_is_made_from_the_record_later_is_what_was_written_at_the_end()
    {
        var reports = new FileReports(folder);
        SampleRuns.Passing().Events.ToList().ForEach(reports.Hear);
        var written = Files();
        Save(SampleRuns.Passing().Events.Where(e => e is not StepProgressed));
        File.WriteAllText(Path.Combine(folder, "allure-results", "left-over-result.json"), "{}");

        var tree = FileReports.Regenerate(folder);
        File.Delete(Path.Combine(folder, "run.jsonl"));

        Assert.That(Files(), Is.EqualTo(written));
        Assert.That(
            written.Keys,
            Has.Some.EqualTo("implementation-log.md").And.Some.EqualTo("junit.xml")
        );
        Assert.That(Conclusion.Of(tree).IsComplete, Is.True);
    }

    [Test]
    public void Evidence_goes_with_the_results_and_nothing_from_outside_the_run()
    {
        Save(
            new SampleRun()
                .Start([])
                .StartPhase("1", "one")
                .StartStep("1.1", "look")
                .Keep("inside", "evidence/aaaa.csv", "text/csv")
                .Keep("inside again", "evidence/aaaa.csv", "text/csv")
                .Keep("outside", "../outside.txt", "text/plain")
                .EndStep()
                .EndPhase()
                .End()
                .Events
        );
        File.WriteAllText(folder + "-outside.txt", "secret");

        FileReports.Regenerate(folder);
        File.Delete(folder + "-outside.txt");

        var attachments = Files()
            .Where(f => f.Key.Contains("-attachment", StringComparison.Ordinal))
            .ToList();
        Assert.That(
            attachments.Select(f => Path.GetExtension(f.Key)),
            Is.EqualTo((string[])[".csv", ".csv"])
        );
        Assert.That(attachments.Select(f => f.Value), Has.All.EqualTo("t,s\n1,0.5\n"));
    }

    private void Save(IEnumerable<RunEvent> events) =>
        File.WriteAllLines(Path.Combine(folder, "run.jsonl"), events.Select(RecordJson.Line));

    private SortedDictionary<string, string> Files() =>
        new(
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText),
            StringComparer.Ordinal
        );
}
