using System.Text.Json;
using System.Xml.Linq;
using Verify.Fixtures.Browser;
using Verify.Reports.History;
using Verify.Reports.Nightly;
using Verify.Reports.Pages;
using Verify.Reports.Plots;
using Verify.Reports.Serve;
using Verify.Scenarios.Nightly.Pages;
using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Reports.Browser;
using Verify.Tests.Reports.Html;

namespace Verify.Tests.Nightly;

/// <summary>A night's reports by the real Allure, its page, and what is made of them again.</summary>
[Waits, Parallelizable]
public sealed class NightReportTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const int Phone = 390;

    private TempFolder folder = null!;
    private Ended ended = null!;
    private JsonElement night;
    private string nightFolder = "";

    [OneTimeSetUp]
    public async Task Night()
    {
        using var patience = new CancellationTokenSource(PatienceMilliseconds);
        await AllurePackages.EnsureAsync();
        folder = new();
        ended = await RunAsync(["--only", "quiet,crashing", "--json"], patience.Token);
        night = JsonDocument.Parse(ended.Stdout).RootElement.Clone();
        nightFolder = night.GetProperty("folder").GetString()!;
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Every_run_has_its_report_also_one_that_was_cut_off()
    {
        var runs = night
            .GetProperty("jobs")
            .EnumerateArray()
            .Select(job => Text(job, "run"))
            .ToList();
        Assert.That(runs, Has.Count.EqualTo(3));
        foreach (var run in runs)
            Assert.That(Path.Combine(nightFolder, run, "report", "index.html"), Does.Exist);
        Assert.That(night.GetProperty("problems").GetArrayLength(), Is.Zero, ended.Stdout);
        Assert.That(ended.ExitCode, Is.EqualTo(Verdict.Broken.ExitCode()), ended.Stderr);
    }

    [Test]
    public void The_page_leads_to_all_of_them_and_to_nothing_that_is_not_there()
    {
        Assert.That(Text(night, "page"), Is.EqualTo(Path.Combine(nightFolder, NightPage.FileName)));
        var page = XDocument.Load(Text(night, "page"));
        Assert.That(NightLinks.Dead(nightFolder, page), Is.Empty);
        Assert.That(
            NightLinks
                .Of(page)
                .Count(link => link.EndsWith("/report/index.html", StringComparison.Ordinal)),
            Is.EqualTo(3)
        );
        Assert.That(page.Descendants("img").Count(), Is.EqualTo(3));
        Assert.That(page.Root!.Value, Does.Contain("waiting: left out with --only or --exclude"));
    }

    [Test]
    public void Allure_has_the_figures_over_the_nights_among_what_is_of_the_whole_run()
    {
        var quiet = night
            .GetProperty("jobs")
            .EnumerateArray()
            .First(job => Text(job, "name") == "quiet/default");
        var report = Path.Combine(nightFolder, Text(quiet, "run"), HtmlReport.FolderName);
        var globals = Directory
            .EnumerateFiles(report, "globals.json", SearchOption.AllDirectories)
            .Single();
        Assert.That(File.ReadAllText(globals), Does.Contain(NightsPlot.Name));
        Assert.That(
            Directory
                .EnumerateFiles(report, "*.svg", SearchOption.AllDirectories)
                .Any(file => File.ReadAllText(file).Contains(NightScenario.Figure)),
            Is.True
        );
    }

    // Both profiles of it: what a run of the tests is given does not say which.
    [Test]
    public void The_runs_are_in_the_history_beside_the_nights()
    {
        Assert.That(File.ReadAllLines(folder.File("kept/quiet.jsonl")), Has.Length.EqualTo(2));
        Assert.That(folder.File("kept/nights.jsonl"), Does.Exist);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task It_is_usable_on_a_phone_and_asks_for_nothing_elsewhere(CancellationToken ct)
    {
        if (Chromium.Missing is { } why)
            Assert.Inconclusive(why);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var server = ReportServer.Start(nightFolder, port: null);
        var serving = server.UntilAsync(end.Token);
        await using (
            var chromium = await Chromium.StartAsync(folder.File("chromium"), within: null, ct)
        )
        await using (
            var watched = await WatchedPage.OpenAsync(chromium.Browser, server.Address, Phone)
        )
        {
            Assert.That(await watched.OverhangAsync(), Is.LessThanOrEqualTo(0));
            await watched
                .Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "report" })
                .First.ClickAsync();
            await watched.Page.GetByText("Phase 1: Do").First.WaitForAsync();
            Assert.That(watched.Elsewhere, Is.Empty);
            Assert.That(watched.Complaints, Is.Empty);
        }
        await end.CancelAsync();
        await serving;
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Reports_and_page_are_made_again_by_naming_the_night(CancellationToken ct)
    {
        var page = Text(night, "page");
        var before = await File.ReadAllTextAsync(page, ct);
        File.Delete(page);
        var again = await VerifyProgram.RunAsync(
            ["report", nightFolder, "--json", "--no-install"],
            ct
        );
        Assert.That(again.ExitCode, Is.Zero, again.Stderr);
        var said = JsonDocument.Parse(again.Stdout).RootElement;
        Assert.That(Text(said, "page"), Is.EqualTo(page));
        Assert.That(
            said.GetProperty("jobs").EnumerateArray().Select(job => Text(job, "page")),
            Has.All.Exist
        );
        Assert.That(await File.ReadAllTextAsync(page, ct), Is.EqualTo(before));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Served_the_whole_night_can_be_looked_at(CancellationToken ct)
    {
        await using var program = StartedProgram.Here(
            [.. VerifyProgram.Line, "report", nightFolder, "--serve", "--no-install"],
            new Dictionary<string, string>()
        );
        var address = "";
        await program.UntilAsync(
            () => (address = Served(program.Said())).Length > 0,
            "it serves the night",
            ct
        );
        using var client = new HttpClient { BaseAddress = new(address) };
        var page = XDocument.Parse(await client.GetStringAsync(new Uri("/", UriKind.Relative), ct));
        foreach (var link in NightLinks.Of(page))
        {
            using var answer = await client.GetAsync(new Uri(link, UriKind.Relative), ct);
            Assert.That(answer.IsSuccessStatusCode, Is.True, link);
            if (link.EndsWith(".md", StringComparison.Ordinal))
                Assert.That(
                    answer.Content.Headers.ContentType?.MediaType,
                    Is.EqualTo("text/plain")
                );
        }
        await program.SignalAsync("INT", ct);
        await program.EndAsync(ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task One_file_of_a_whole_night_is_refused(CancellationToken ct)
    {
        var refused = await VerifyProgram.RunAsync(["report", nightFolder, "--single-file"], ct);
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Stderr, Does.Contain("is a night").And.Contain("/JOB/RUN"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_night_that_did_not_end_is_refused_and_its_runs_are_named(
        CancellationToken ct
    )
    {
        var cut = folder.File("20260301-020000-night-ab12");
        var run = Path.Combine(cut, "quiet", "run");
        Directory.CreateDirectory(run);
        File.WriteAllText(RunFolder.RecordOf(run), "");
        var refused = await VerifyProgram.RunAsync(["report", cut], ct);
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Stderr, Does.Contain("no night that ended").And.Contain(run));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Without_reports_there_is_no_page_and_nothing_else_changes(
        CancellationToken ct
    )
    {
        var without = await RunAsync(["--only", "quiet/default", "--no-report", "--json"], ct);
        var told = JsonDocument.Parse(without.Stdout).RootElement;
        Assert.That(without.ExitCode, Is.Zero, without.Stderr);
        Assert.That(told.TryGetProperty("page", out _), Is.False);
        Assert.That(
            Directory.GetFiles(Text(told, "folder"), "*.html", SearchOption.AllDirectories),
            Is.Empty
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Without_Allure_or_without_time_that_is_said_in_one_line(CancellationToken ct)
    {
        var known = NightFile.Read(nightFolder);
        var missing = new NightReports(
            RunHistory.Of,
            _ => throw new CannotRun("npm is not there.\nType this."),
            TextWriter.Null
        );
        Assert.That(
            await missing.BuildAsync(known, ct),
            Is.EqualTo(["no Allure report was made: npm is not there. Type this."])
        );
        var late = new NightReports(
            RunHistory.Of,
            _ => AllurePackages.EnsureAsync(),
            TextWriter.Null
        );
        using var over = new CancellationTokenSource();
        await over.CancelAsync();
        Assert.That(
            await late.BuildAsync(known, over.Token),
            Is.EqualTo([
                "reports not made, the time for them was over: "
                    + string.Join(", ", known.Jobs.Select(job => job.Name)),
            ])
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_run_of_which_none_can_be_made_keeps_none_of_the_others_from_theirs(
        CancellationToken ct
    )
    {
        using var own = new TempFolder();
        var known = NightFile.Read(nightFolder);
        foreach (var job in known.Jobs)
            Directory.CreateDirectory(own.File(job.Run!));
        var (bad, good) = (known.Jobs[0], known.Jobs[1]);
        // Whatever is in the way: here a file has the folder's name.
        foreach (var job in new[] { bad, good })
            File.Copy(
                RunFolder.RecordOf(Path.Combine(nightFolder, job.Run!)),
                RunFolder.RecordOf(own.File(job.Run!))
            );
        File.WriteAllText(Path.Combine(own.File(bad.Run!), ".report-new"), "");
        var notes = await new NightReports(
            RunHistory.Of,
            _ => AllurePackages.EnsureAsync(),
            TextWriter.Null
        ).BuildAsync(known with { Folder = own.Path }, ct);
        Assert.That(notes.Single(), Does.StartWith($"the report of {bad.Name} was not made: "));
        Assert.That(
            Path.Combine(own.File(good.Run!), HtmlReport.FolderName, "index.html"),
            Does.Exist
        );
    }

    private static string Served(string said) =>
        said.Split('\n')
            .FirstOrDefault(line => line.Contains("http://", StringComparison.Ordinal))
            ?.Split(' ')[0]
        ?? "";

    private async Task<Ended> RunAsync(string[] arguments, CancellationToken ct)
    {
        await using var program = StartedProgram.Here([
            .. NightProgram.Line,
            NightProgram.Night,
            .. arguments,
            "--out",
            folder.Path,
            "--history",
            folder.File("kept/nights.jsonl"),
        ]);
        return await program.EndAsync(ct);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
