using System.Text.Json;
using Verify.Engine.Npm;
using Verify.Reports.History;
using Verify.Reports.Pages;
using Verify.Tests.Ground;

namespace Verify.Tests.Reports.Html;

/// <summary>The report that people look at, made by the real Allure: what is in its files is what its pages show.</summary>
[TestFixture, Parallelizable]
internal sealed class HtmlReportTests
{
    private TempFolder runs = null!;
    private NodePackages allure = null!;
    private BuiltReport failing = null!;
    private JsonElement missed;

    [OneTimeSetUp]
    public async Task Build()
    {
        runs = new();
        allure = await AllurePackages.EnsureAsync();
        RecordedSample.Write(
            runs.File("before"),
            RecordedSample.Named("before", SampleRuns.Passing().Events, 0)
        );
        EvidenceRun.Write(runs.File("now"), "now", daysLater: 1);
        // Twice: what is there already must not be in the second.
        await BuildAsync("now");
        failing = await BuildAsync("now");
        missed = Test(failing, "5.3 mount flags");
    }

    [OneTimeTearDown]
    public void Remove() => runs.Dispose();

    [Test]
    public void Every_phase_is_a_group_of_the_tree_and_every_step_a_test_in_it()
    {
        var tree = Json(failing, "widgets/tree.json");
        var groups = tree.GetProperty("groupsById")
            .EnumerateObject()
            .Select(group => group.Value.GetProperty("name").GetString());

        Assert.That(
            groups,
            Is.EquivalentTo(
                (string[])
                    ["Phase 2: tmpfs options", "Phase 5: Runtime verification", "Phase 6: Rollback"]
            )
        );
        Assert.That(
            tree.GetProperty("leavesById").EnumerateObject().Count(),
            Is.EqualTo(failing.Tree.Steps.Count())
        );
    }

    [Test]
    public void A_missed_claim_is_on_the_first_page_of_its_step_with_expected_and_actual()
    {
        var error = missed.GetProperty("error");

        Assert.That(
            error.GetProperty("message").GetString(),
            Does.Contain("mounted noatime").And.Contain("contains noatime").And.Contain("size=76M")
        );
        Assert.That(error.GetProperty("expected").GetString(), Is.EqualTo("contains noatime"));
        Assert.That(error.GetProperty("actual").GetString(), Does.Contain("size=76M"));
        Assert.That(
            missed.GetProperty("descriptionHtml").GetString(),
            Does.Contain("mount | grep /var/hls").And.Contain("noatime is not the default")
        );
        Assert.That(
            Steps(missed),
            Does.Contain(
                "failed mounted noatime: expected contains noatime, actual rw,nosuid,nodev,noexec size=76M"
            )
        );
    }

    [Test]
    public void Every_piece_of_evidence_opens_and_is_what_was_kept()
    {
        var attached = Attachments(missed)
            .ToDictionary(link => link.GetProperty("name").GetString()!);

        Assert.That(attached.Keys, Is.SupersetOf(EvidenceRun.Names));
        Assert.That(
            attached.Values.Select(link => link.GetProperty("missed").GetBoolean()),
            Has.None.True
        );
        Assert.That(Text(attached["change.diff"]), Is.EqualTo(EvidenceRun.Diff));
        Assert.That(
            Text(attached["change.diff, coloured"]),
            Does.Contain("<div class=\"in\">+open_file_cache max=51;</div>")
        );
        Assert.That(
            attached["page.html"].GetProperty("contentType").GetString(),
            Is.EqualTo("text/plain"),
            "a page of somebody else's could ask for things elsewhere"
        );
    }

    [Test]
    public void Verdicts_that_are_no_failure_of_the_change_are_told_from_one_that_is()
    {
        Assert.That(Categories("5.3 mount flags"), Is.EqualTo((string[])["Claims missed"]));
        Assert.That(Categories("5.5 freshness"), Is.EqualTo((string[])["Cannot tell"]));
        Assert.That(
            Categories("6.1 undo every change"),
            Is.EqualTo((string[])["Blocked by an earlier phase"])
        );

        IEnumerable<string?> Categories(string step) =>
            Test(failing, step)
                .GetProperty("categories")
                .EnumerateArray()
                .Select(one => one.GetProperty("name").GetString());
    }

    [Test]
    public void The_run_before_is_in_the_history_once_and_the_step_that_changed_is_marked()
    {
        Assert.That(failing.RunsBefore, Is.EqualTo(1));
        Assert.That(
            missed
                .GetProperty("history")
                .EnumerateArray()
                .Select(one => one.GetProperty("status").GetString()),
            Is.EqualTo((string[])["passed"])
        );
        Assert.That(missed.GetProperty("transition").GetString(), Is.EqualTo("regressed"));
        Assert.That(missed.GetProperty("flaky").GetBoolean(), Is.True);
        Assert.That(
            Test(failing, "2.1 mount /var/hls").GetProperty("flaky").GetBoolean(),
            Is.False
        );
        Assert.That(missed.GetProperty("retries").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void Measurements_are_metrics_with_their_past()
    {
        var metrics = Json(failing, "widgets/metrics.json");

        Assert.That(
            metrics
                .GetProperty("current")
                .EnumerateArray()
                .Select(one => one.GetProperty("title").GetString()),
            Is.EquivalentTo((string[])["time of the whole run", "5.3 mounts"])
        );
        var past = metrics.GetProperty("history").EnumerateArray().Single();
        Assert.That(past.GetProperty("name").GetString(), Is.EqualTo("before"));
        Assert.That(
            past.GetProperty("metrics").GetProperty("5/5.5 staleness, candidate").GetDouble(),
            Is.EqualTo(0.931)
        );
    }

    [Test]
    public void Environment_and_executor_are_shown()
    {
        Assert.That(
            Json(failing, "widgets/allure_environment.json").ToString(),
            Does.Contain("nginx").And.Contain("1.22.1").And.Contain("parameter profile")
        );
        Assert.That(Page(failing), Does.Contain("\"buildName\":\"now\""));
    }

    [Test]
    public void No_page_names_a_script_or_a_picture_that_is_elsewhere()
    {
        foreach (
            var file in Directory.EnumerateFiles(
                failing.Folder,
                "*.html",
                SearchOption.AllDirectories
            )
        )
            Assert.That(
                File.ReadAllText(file),
                Does.Not.Match("(src|href)\\s*=\\s*[\"']?(https?:)?//")
                    .And.Not.Contain("dataLayer"),
                file
            );
    }

    [Test]
    public async Task One_file_holds_all_of_it()
    {
        var report = await HtmlReport.BuildAsync(
            runs.File("now"),
            History,
            allure,
            inOneFile: true,
            default
        );
        var page = Page(report);

        Assert.That(report.Page, Is.EqualTo(runs.File("now/report.html")));
        Assert.That(page, Does.Contain("data/test-results/").And.Contain("widgets/tree.json"));
        Assert.That(page, Does.Not.Match("<(script|link)\\b[^>]*(src|href)=\"(?!data:)[^\"]"));
        Assert.That(page, Does.Not.Contain("dataLayer"));
        Assert.That(Directory.Exists(runs.File("now/report")), "the folder that was there stays");
    }

    [Test]
    public async Task A_record_that_was_cut_off_says_where_it_ends()
    {
        var events = SampleRuns.Passing().Events.TakeWhile(e => e is not MeasurementTaken);
        RecordedSample.Write(runs.File("cut"), RecordedSample.Named("cut", events, 2));
        // As kill -9 leaves it: half a line at the end.
        File.AppendAllText(RunFolder.RecordOf(runs.File("cut")), "{\"event\":\"claim\",\"pha");
        var report = await BuildAsync("cut");

        Assert.That(Page(report), Does.Contain("nginx-caching: Interrupted"));
        Assert.That(
            Test(report, "the run as a whole")
                .GetProperty("error")
                .GetProperty("message")
                .GetString(),
            Does.Contain("The record ends at").And.Contain("during step 5.5")
        );
    }

    [Test]
    public async Task A_record_of_an_older_version_and_one_of_awkward_text_can_be_looked_at()
    {
        Directory.CreateDirectory(runs.File("old"));
        File.WriteAllLines(
            RunFolder.RecordOf(runs.File("old")),
            [
                """{"event":"run-started","run":"old","scenario":"old","title":"t","parameters":{},"phases":[{"id":"1","title":"p","proves":"x","selected":true,"steps":[{"id":"1.1","title":"s"}]}],"outcomes":[],"at":"2026-01-01T00:00:00+00:00"}""",
                """{"event":"no-longer-known","phase":"1","at":"2026-01-01T00:00:01+00:00"}""",
                """{"event":"step-finished","phase":"1","step":"1.1","verdict":"pass","seconds":1,"at":"2026-01-01T00:00:02+00:00"}""",
            ]
        );
        RecordedSample.Write(runs.File("nasty"), NastyText.Run().Events);
        var (old, nasty) = (await BuildAsync("old"), await BuildAsync("nasty"));

        Assert.That(Test(old, "1.1 s").GetProperty("status").GetString(), Is.EqualTo("passed"));
        Assert.That(
            Directory.GetFiles(Path.Combine(nasty.Folder, "data", "test-results")),
            Is.Not.Empty
        );
        Assert.That(Page(nasty), Does.Not.Contain("<!-- -->"));
    }

    private RunHistory History => RunHistory.In(runs.Path);

    private Task<BuiltReport> BuildAsync(string run) =>
        HtmlReport.BuildAsync(runs.File(run), History, allure, inOneFile: false, default);

    private static string Page(BuiltReport report) => File.ReadAllText(report.Page);

    private static JsonElement Json(BuiltReport report, string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(report.Folder, file))).RootElement;

    private static JsonElement Test(BuiltReport report, string name) =>
        Directory
            .EnumerateFiles(Path.Combine(report.Folder, "data", "test-results"))
            .Select(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement)
            .Single(test => test.GetProperty("name").GetString() == name);

    private string Text(JsonElement link) =>
        File.ReadAllText(
            Path.Combine(
                failing.Folder,
                "data",
                "attachments",
                link.GetProperty("id").GetString() + link.GetProperty("ext").GetString()
            )
        );

    private static IEnumerable<string> Steps(JsonElement test) =>
        test.GetProperty("steps")
            .EnumerateArray()
            .Where(step => step.GetProperty("type").GetString() == "step")
            .Select(step => $"{step.GetProperty("status")} {step.GetProperty("name")}");

    private static IEnumerable<JsonElement> Attachments(JsonElement test) =>
        test.GetProperty("steps")
            .EnumerateArray()
            .Where(step => step.GetProperty("type").GetString() == "attachment")
            .Select(step => step.GetProperty("link"));
}
