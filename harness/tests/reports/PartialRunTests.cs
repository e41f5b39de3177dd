using System.Text.Json;
using System.Xml.Linq;
using Verify.Reports.Allure;
using Verify.Reports.ConsoleOutput;
using Verify.Reports.Json;
using Verify.Reports.Junit;
using Verify.Reports.Log;
using Verify.Reports.Nightly;
using Verify.Reports.Pages;
using Verify.Reports.Tree;
using Verify.Tests.Ground;

namespace Verify.Tests.Reports;

/// <summary>A pass of less than everything is called partial wherever the run is named.</summary>
[TestFixture]
internal sealed class PartialRunTests
{
    private static readonly RunTree Run = RunTree.Of(SampleRuns.Partial().Events);

    [Test]
    public void On_the_console()
    {
        var said = string.Join('\n', RunSummary.Lines(Run, "out/run").Select(line => line.Text));
        Assert.That(said, Does.Match("(?m)^PARTIAL  nginx-caching").And.Not.Contain("PASS"));
    }

    [Test]
    public void In_the_log() =>
        Assert.That(MarkdownLog.Render(Run), Does.Contain("> **Verdict**: partial (exit code 0)"));

    [Test]
    public void In_json() =>
        Assert.That(
            JsonDocument
                .Parse(JsonSummary.Render(Run, "out/run"))
                .RootElement.GetProperty("verdict")
                .GetString(),
            Is.EqualTo("partial")
        );

    [Test]
    public void In_every_suite_of_JUnit()
    {
        var suites = XDocument.Parse(JUnitXml.Render(Run)).Descendants("testsuite").ToList();
        Assert.That(suites, Is.Not.Empty);
        foreach (var suite in suites)
            Assert.That(
                suite
                    .Elements("properties")
                    .Elements("property")
                    .ToDictionary(
                        one => (string)one.Attribute("name")!,
                        one => (string)one.Attribute("value")!
                    ),
                Contains.Key("verdict").WithValue("partial").And.ContainKey("status")
            );
    }

    [Test]
    public void In_Allure()
    {
        using var folder = new TempFolder();
        AllureResults.Write(Run, folder.Path, folder.Path);
        Assert.That(
            File.ReadAllLines(folder.File("environment.properties")),
            Has.Some.Matches("^verdict *= *partial$")
        );
        Assert.That(
            AllureConfig.Render(Run, "out", "history", inOneFile: false),
            Does.Contain("nginx-caching: partial")
        );
    }

    [Test]
    public void In_the_table_and_on_the_page_of_a_night()
    {
        var job = new NightJob(
            "nginx-caching/default",
            Verdict.Pass,
            0,
            1,
            "steps not passed: 5C.1 (skipped)",
            null,
            [],
            null
        );
        Assert.That(job.Word, Is.EqualTo("partial"));
        Assert.That((job with { Why = null }).Word, Is.EqualTo("pass"));
        Assert.That((job with { ExitCode = 5 }).Word, Is.EqualTo("left changed"));
    }

    [Test]
    public void What_was_not_measured_is_not_said_to_be_not_met()
    {
        var run = new SampleRun()
            .Start(
                [],
                new ExpectedOutcome("a", "fresh playlists", "1 s"),
                new ExpectedOutcome("b", "cached segments", "yes"),
                new ExpectedOutcome("c", "same headers", "yes")
            )
            .StartPhase("1", "one")
            .StartStep("1.1", "look")
            .Claim("segments are cached", "yes", "yes", outcome: "b")
            .Claim("headers are the same", "yes", "no", Verdict.Fail, outcome: "c")
            .EndStep(Verdict.Fail)
            .EndPhase(Verdict.Fail)
            .End(Verdict.Fail);
        var said = string.Join(
            '\n',
            RunSummary.Lines(RunTree.Of(run.Events), "out/run").Select(line => line.Text)
        );
        Assert.That(said, Does.Contain("1 met, 1 not met, 1 not measured"));
    }

    [Test]
    public void An_older_record_of_a_pass_without_a_claim_reads_as_partial()
    {
        var run = new SampleRun()
            .Start([])
            .StartPhase("1", "one")
            .StartStep("1.1", "look")
            .EndStep()
            .EndPhase()
            .End();
        var tree = RunTree.Of(run.Events);
        Assert.That(tree.Word, Is.EqualTo("partial"));
        Assert.That($"{RunStatus.Of(tree)}", Does.Contain("nothing was claimed"));
    }

    [Test]
    public void A_fact_that_was_noted_twice_is_shown_once()
    {
        var run = SampleRuns
            .Passing()
            .Add(new EnvironmentNoted("hls.js", "1.7.4"))
            .Add(new EnvironmentNoted("hls.js", "1.7.4"))
            .Add(new EnvironmentNoted("hls.js", "1.7.5"));
        Assert.That(
            RunTree
                .Of(run.Events)
                .Environment.Where(fact => fact.Name == "hls.js")
                .Select(fact => fact.Value),
            Is.EqualTo(new[] { "1.7.4", "1.7.5" })
        );
    }
}
