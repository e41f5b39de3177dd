using Verify.Reports;
using Verify.Reports.Tree;
using Verify.Tests.Ground;

namespace Verify.Tests.Reports;

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
        Assert.That(RunStatus.Of(tree).IsComplete, Is.True);
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

    [Test]
    public void A_folder_that_cannot_be_written_is_said_with_every_report_that_is_missing()
    {
        Save(SampleRuns.Passing().Events);
        File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("755", 8));

        OrdinaryUser.Do(() =>
            Assert.That(
                () => FileReports.Regenerate(folder),
                Environment.IsPrivilegedProcess
                    ? Throws
                        .InstanceOf<CannotRun>()
                        .With.Message.Contains("implementation-log.md")
                        .And.Message.Contains("junit.xml")
                        .And.Message.Contains("allure-results")
                        .And.Message.Contains("Make the folder yours to write")
                    : Throws.Nothing
            )
        );
    }

    [Test]
    public void What_lies_where_a_report_goes_is_named_and_the_other_reports_are_written()
    {
        Save(SampleRuns.Passing().Events);
        File.WriteAllText(Path.Combine(folder, "allure-results"), "mine");
        Directory.CreateDirectory(Path.Combine(folder, "implementation-log.md"));

        Assert.That(
            () => FileReports.Regenerate(folder),
            Throws
                .InstanceOf<CannotRun>()
                .With.Message.Contains(Path.Combine(folder, "allure-results"))
                .And.Message.Contains(Path.Combine(folder, "implementation-log.md"))
                .And.Message.Contains("move away")
        );
        Assert.That(File.Exists(Path.Combine(folder, "junit.xml")), Is.True);
        Assert.That(File.ReadAllText(Path.Combine(folder, "allure-results")), Is.EqualTo("mine"));
    }

    [Test]
    public void Evidence_that_is_a_link_out_of_the_folder_stays_out_of_the_results()
    {
        var outside = folder + "-outside.txt";
        File.WriteAllText(outside, "secret");
        File.CreateSymbolicLink(Path.Combine(folder, "evidence", "bbbb.csv"), outside);
        Save(
            new SampleRun()
                .Start([])
                .StartPhase("1", "one")
                .StartStep("1.1", "look")
                .Keep("inside", "evidence/aaaa.csv", "text/csv")
                .Keep("linked", "evidence/bbbb.csv", "text/csv")
                .EndStep()
                .EndPhase()
                .End()
                .Events
        );

        FileReports.Regenerate(folder);
        File.Delete(outside);

        var results = Directory.GetFiles(Path.Combine(folder, "allure-results"));
        Assert.That(
            results.Count(file => file.EndsWith(".csv", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
        Assert.That(results.Select(File.ReadAllText), Has.None.Contains("secret"));
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
