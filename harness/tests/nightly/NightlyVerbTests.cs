using System.Text.Json;
using Verify.Reports.Allure;
using Verify.Reports.Log;
using Verify.Reports.Nightly;
using Verify.Reports.Plots;
using Verify.Scenarios.Nightly.History;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Nightly;

/// <summary>The verb from its words to its reports: nights of scenarios that take a moment each.</summary>
public sealed class NightlyVerbTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Secret = "hunter2-of-the-night";

    private TempFolder folder = null!;
    private string history = "";
    private string page = "";

    // One night with all that end by themselves, looked at by several tests.
    private Ended ended = null!;
    private JsonElement night;
    private string nightFolder = "";

    [OneTimeSetUp]
    public async Task Night()
    {
        using var patience = new CancellationTokenSource(PatienceMilliseconds);
        folder = new();
        (history, page) = (folder.File("kept/nights.jsonl"), folder.File("page.md"));
        File.WriteAllText(page, "what was there\n");
        ended = await NightProgram.RunAsync(
            folder,
            ["--exclude", NightScenario.Waiting, "--json", "--history", history],
            patience.Token,
            (StepSummary.Variable, page),
            ("VERIFY_TESTS_TOKEN", Secret)
        );
        using var document = JsonDocument.Parse(ended.Stdout);
        night = document.RootElement.Clone();
        nightFolder = night.GetProperty("folder").GetString()!;
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Each_job_has_its_verdict_and_the_night_the_worst_of_them()
    {
        Assert.That(
            night
                .GetProperty("jobs")
                .EnumerateArray()
                .Select(job => (Text(job, "name"), Text(job, "verdict"))),
            Is.EquivalentTo([
                (NightScenario.Quiet + "/default", "pass"),
                (NightScenario.Quiet + "/" + NightScenario.OtherProfile, "pass"),
                (NightScenario.Failing, "fail"),
                (NightScenario.Unsure, "inconclusive"),
                (NightScenario.Crashing, "broken"),
            ])
        );
        Assert.That(ended.ExitCode, Is.EqualTo(Verdict.Fail.ExitCode()), ended.Stderr);
        Assert.That(Text(night, "status"), Is.EqualTo("Failed"));
    }

    [Test]
    public void What_is_no_pass_says_why()
    {
        Assert.That(Reason(NightScenario.Failing), Does.Contain("it is not called failing"));
        Assert.That(
            Reason(NightScenario.Unsure),
            Does.Contain("it is called unsure").Or.Contain("cannot")
        );
        Assert.That(
            Reason(NightScenario.Crashing),
            Does.Contain("137").And.Contain("in the middle")
        );
    }

    [Test]
    public void What_was_left_out_is_listed()
    {
        var left = night.GetProperty("notRun").EnumerateArray().Single();
        Assert.That(Text(left, "name"), Is.EqualTo(NightScenario.Waiting));
        Assert.That(left.GetProperty("onRequest").GetBoolean(), Is.True);
    }

    [Test]
    public void Each_run_is_in_the_nights_folder_with_its_record_and_reports()
    {
        var jobs = night.GetProperty("jobs").EnumerateArray().ToList();
        foreach (var job in jobs)
            Assert.That(
                RunFolder.RecordOf(Path.Combine(nightFolder, Text(job, "run"))),
                Does.Exist,
                Text(job, "name")
            );
        var quiet = jobs.First(job => Text(job, "verdict") == "pass");
        Assert.That(
            Path.Combine(nightFolder, Text(quiet, "run"), MarkdownLog.FileName),
            Does.Exist
        );
    }

    [Test]
    public void The_history_has_a_line_a_job_and_the_figure()
    {
        var lines = NightHistory
            .Look(history)
            .Lines.Where(line => line.Night == Text(night, "night"))
            .ToList();
        Assert.That(lines, Has.Count.EqualTo(night.GetProperty("jobs").GetArrayLength()));
        var quiet = lines.First(line => line.Job == NightScenario.Quiet + "/default");
        Assert.That(quiet.Figures.Single().Value, Is.EqualTo(NightScenario.UsualValue));
        Assert.That(quiet.Machine, Contains.Key("cpu").And.ContainKey("cores"));
    }

    [Test]
    public void The_summary_is_a_file_and_is_added_to_the_page_of_the_ci()
    {
        var summary = File.ReadAllText(Path.Combine(nightFolder, NightSummary.FileName));
        Assert.That(summary, Does.Contain("| failing | fail |"));
        // None of the night's files lies beside that page.
        var shown = File.ReadAllText(page);
        Assert.That(shown, Does.StartWith("what was there\n" + summary.Split("The headline")[0]));
        Assert.That(shown, Does.Not.Contain("]("));
    }

    [Test]
    public void The_figures_over_the_nights_are_drawn_and_linked()
    {
        const string plot = "history-quiet-default.svg";
        Assert.That(
            File.ReadAllText(Path.Combine(nightFolder, plot)),
            Does.Contain("<svg").And.Contain(NightScenario.Figure)
        );
        Assert.That(
            File.ReadAllText(Path.Combine(nightFolder, NightSummary.FileName)),
            Does.Contain($"[quiet/default]({plot})")
        );
    }

    [Test]
    public void Each_run_has_its_jobs_nights_in_its_log_and_among_allures_results()
    {
        var job = night
            .GetProperty("jobs")
            .EnumerateArray()
            .First(one => Text(one, "name") == "quiet/default");
        var run = Path.Combine(nightFolder, Text(job, "run"));
        var drawn = File.ReadAllText(Path.Combine(nightFolder, Text(job, "plot")));
        Assert.That(File.ReadAllText(Path.Combine(run, NightsPlot.FileName)), Is.EqualTo(drawn));
        Assert.That(
            File.ReadAllText(Path.Combine(run, MarkdownLog.FileName)),
            Does.Contain("## Over the nights").And.Contain($"]({NightsPlot.FileName})")
        );
        var results = Path.Combine(run, AllureResults.FolderName);
        using var globals = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(results, "verify-globals.json"))
        );
        var attached = globals.RootElement.GetProperty("attachments")[0];
        Assert.That(Text(attached, "name"), Is.EqualTo(NightsPlot.Name));
        Assert.That(
            File.ReadAllText(Path.Combine(results, Text(attached, "source"))),
            Is.EqualTo(drawn)
        );
    }

    [Test]
    public void Nothing_of_the_environment_is_in_any_file_of_it() =>
        Assert.That(
            Directory
                .EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
                .Where(file => File.ReadAllText(file).Contains(Secret, StringComparison.Ordinal)),
            Is.Empty
        );

    [Test]
    public void Progress_is_plain_lines_beside_the_document() =>
        Assert.That(
            ended.Stderr,
            Does.Contain("quiet/default begins on lane")
                .And.Contain("failing: fail after")
                .And.Not.Contain("\u001b")
        );

    private string Reason(string job) =>
        Text(
            night.GetProperty("jobs").EnumerateArray().Single(one => Text(one, "name") == job),
            "reason"
        );

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
