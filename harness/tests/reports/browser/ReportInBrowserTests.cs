using Microsoft.Playwright;
using Verify.Fixtures.Browser;
using Verify.Reports.Pages;
using Verify.Tests.Reports.Html;

namespace Verify.Tests.Reports.Browser;

/// <summary>The report as people see it: a real Allure made it, a real Chromium shows it.</summary>
[TestFixture, Parallelizable]
internal sealed class ReportInBrowserTests
{
    private const int Desk = 1280;
    private const int Telephone = 390;

    private ServedReports reports = null!;
    private WatchedPage? open;

    [OneTimeSetUp]
    public async Task Build_two_runs_and_one_that_was_cut_off()
    {
        if (Chromium.Missing is { } why)
            Assert.Inconclusive(why);
        reports = await ServedReports.StartAsync();
    }

    [OneTimeTearDown]
    public async Task End()
    {
        if (reports is not null)
            await reports.DisposeAsync();
    }

    // Of every test, whatever else it is about.
    [TearDown]
    public async Task Nothing_was_asked_for_elsewhere_and_the_console_is_silent()
    {
        if (open is not { } watched)
            return;
        open = null;
        await using var closing = watched;
        Assert.That(watched.Elsewhere, Is.Empty);
        Assert.That(watched.Complaints, Is.Empty);
    }

    [Test]
    public async Task The_tree_shows_every_phase_and_those_that_did_not_pass_are_open()
    {
        var page = await OpenAsync("second");

        await page.Part("tree-section-title").First.WaitForAsync();
        Assert.That(
            await page.Part("tree-section-title").AllInnerTextsAsync(),
            Is.EqualTo(
                reports.Failing.Tree.Phases.Select(phase => $"Phase {phase.Id}: {phase.Title}")
            )
        );
        Assert.That(
            await page.Part("tree-leaf-title").AllInnerTextsAsync(),
            Is.SupersetOf((string[])["5.3 mount flags", "5.5 freshness"])
        );
    }

    [Test]
    public async Task A_failing_step_shows_the_missed_claim_with_expected_and_actual()
    {
        var page = await OpenStepAsync("second", "5.3 mount flags");

        var error = await page.Part("test-result-error").First.InnerTextAsync();
        Assert.That(
            error,
            Does.Contain("mounted noatime").And.Contain("contains noatime").And.Contain("size=76M")
        );
        // Not by its presence in the page alone: it is what one sees first.
        var box = (await page.Part("test-result-error").First.BoundingBoxAsync())!;
        Assert.That(box.Y + box.Height, Is.LessThan(900));
        Assert.That(
            await page.Part("test-result-step-title").AllInnerTextsAsync(),
            Has.Some.Contain("mounted noexec")
        );
    }

    // Else it waits for parts that a browser never lets it load.
    [Test]
    public async Task Opened_from_disk_it_says_that_it_wants_to_be_served()
    {
        var page = await reports.Chromium.Browser.NewPageAsync();
        await page.GotoAsync(new Uri(reports.Failing.Page).AbsoluteUri);
        await page.GetByText($"./run.ps1 report '{reports.Failing.RunFolder}' --serve")
            .WaitForAsync();
        await page.CloseAsync();
    }

    [Test]
    public async Task Every_attachment_opens()
    {
        var page = await OpenStepAsync("second", "5.3 mount flags");
        await page.Part("test-result-tab-attachments").ClickAsync();
        var headers = page.Part("test-result-attachment-header");
        await headers.First.WaitForAsync();
        var names = await headers.AllInnerTextsAsync();

        foreach (var name in EvidenceRun.Names)
            Assert.That(names, Has.Some.Contain(name));
        for (var i = 0; i < names.Count; i++)
        {
            await headers.Nth(i).ClickAsync();
            var shown = page.Part("test-result-attachment")
                .Nth(i)
                .Locator("pre:visible, table:visible, iframe:visible, img:visible");
            await shown.First.WaitForAsync();
        }
        Assert.That(
            await page.Page.EvaluateAsync<int>(
                "[...document.querySelectorAll('img')].filter(i => i.complete && i.naturalWidth == 0).length"
            ),
            Is.Zero,
            "pictures that are not seen"
        );
    }

    [Test]
    public async Task History_appears_on_the_second_run()
    {
        var first = await OpenStepAsync("first", "5.3 mount flags");
        await first.Part("test-result-tab-history").ClickAsync();
        await first.Page.GetByText("No history information available").WaitForAsync();
        await Nothing_was_asked_for_elsewhere_and_the_console_is_silent();

        var second = await OpenStepAsync("second", "5.3 mount flags");
        await second.Part("test-result-tab-history").ClickAsync();
        await second.Page.GetByText("11/21/2026").First.WaitForAsync();
    }

    [TestCase("tree")]
    [TestCase("step")]
    public async Task It_can_be_used_at_the_width_of_a_telephone(string what)
    {
        var page =
            what == "tree"
                ? await OpenAsync("second", Telephone)
                : await OpenStepAsync("second", "5.3 mount flags", Telephone);
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.That(await page.OverhangAsync(), Is.Zero);
    }

    [Test]
    public async Task On_a_telephone_badges_and_names_can_be_read()
    {
        var page = await OpenStepAsync("second", "5.3 mount flags", Telephone);
        var keys = page.Part("metadata-item-key");
        await keys.First.WaitForAsync();
        Assert.That(
            await page.Page.EvaluateAsync<float>(
                "Math.max(...[...document.querySelector('[data-testid=test-result-info-title]').nextElementSibling.children].map(badge => badge.getBoundingClientRect().right))"
            ),
            Is.GreaterThan(0).And.LessThanOrEqualTo(Telephone),
            "the badge that reaches farthest"
        );
        Assert.That(
            await keys.EvaluateAllAsync<int>(
                "keys => Math.max(...keys.map(key => key.scrollWidth - key.clientWidth))"
            ),
            Is.Zero,
            "what is cut of a parameter's name"
        );

        await page.Part("test-result-tab-attachments").ClickAsync();
        var headers = page.Part("test-result-attachment-header");
        await headers.First.WaitForAsync();
        foreach (var header in await headers.AllAsync())
        {
            var said = await header.InnerTextAsync();
            var room = (await header.BoundingBoxAsync())!;
            var name = (
                await header.Locator(":scope > button > span:last-child").BoundingBoxAsync()
            )!;
            Assert.That(room.Height, Is.LessThan(80), said);
            // Short names need less; none is set a letter a line.
            Assert.That(name.Width, Is.GreaterThan(50), said);
            Assert.That(name.Height, Is.LessThan(50), said);
            Assert.That(name.X + name.Width, Is.LessThanOrEqualTo(Telephone), said);
        }
    }

    [TestCase(Desk)]
    [TestCase(Telephone)]
    public async Task Home_begins_with_the_conclusion_and_a_step_with_the_step(int width)
    {
        var page = await OpenAsync("second", width);
        var said = page.Page.Locator($"#{ConclusionPage.ElementId}");
        await page.Part("tree-section-title").First.WaitForAsync();
        Assert.That(
            await said.InnerTextAsync(),
            Does.StartWith("Failed").And.Contain("1 claim of 3 missed").And.Contain("Findings (1)")
        );
        Assert.That(await page.Page.TitleAsync(), Does.Contain("1 finding"));
        Assert.That((await said.BoundingBoxAsync())!.Y, Is.LessThan(10));

        await page.Page.GetByText("5.3 mount flags", new() { Exact = true }).First.ClickAsync();
        var title = page.Part("test-result-info-title");
        await title.WaitForAsync();
        await said.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.That(
            await title.EvaluateAsync<bool>(
                "title => { const box = title.getBoundingClientRect(); const seen = document.elementFromPoint(box.x + 5, box.y + 5); return box.y >= 0 && box.bottom < 400 && (seen === title || title.contains(seen)); }"
            ),
            Is.True,
            "the title is in sight, and nothing lies over it"
        );

        await page.Page.GoBackAsync();
        await said.WaitForAsync();
    }

    [Test]
    public async Task A_step_shows_what_it_saw_before_what_the_run_was_given()
    {
        var page = await OpenStepAsync("second", "5.3 mount flags");
        var seen = page.Part("test-result-description-frame");
        await seen.WaitForAsync();

        Assert.That(
            (await seen.BoundingBoxAsync())!.Y,
            Is.LessThan((await page.Part("metadata-list").First.BoundingBoxAsync())!.Y)
        );
        Assert.That(
            await seen.ContentFrame.Locator("body").InnerTextAsync(),
            Does.StartWith("Result").And.Contain("mounts").And.Contain("Command")
        );
    }

    [Test]
    public async Task A_claim_of_a_megabyte_is_shown_cut_and_says_where_the_whole_is()
    {
        var page = await OpenStepAsync("huge", "1.1 look");
        await page.Part("test-result-diff-button").First.ClickAsync();

        Assert.That(
            await page.Part("test-result-error").First.InnerTextAsync(),
            Does.Contain("the whole is in run.jsonl")
        );
    }

    [Test]
    public async Task A_run_that_was_cut_off_says_where_it_ended()
    {
        var page = await OpenStepAsync("cut", "the run as a whole");

        Assert.That(
            await page.Part("test-result-error").First.InnerTextAsync(),
            Does.Contain("interrupted").And.Contain("5.5")
        );
    }

    [Test]
    public async Task A_page_that_asks_elsewhere_or_complains_would_be_noticed()
    {
        await File.WriteAllTextAsync(
            reports.Folder.File("bad.html"),
            "<script src='http://127.0.0.2:9/x.js'></script><script>console.log('here'); lost()</script>"
        );
        await using var page = await WatchedPage.OpenAsync(
            reports.Chromium.Browser,
            new(reports.Server.Address, "bad.html"),
            Desk
        );

        Assert.That(page.Elsewhere, Is.EqualTo((string[])["http://127.0.0.2:9/x.js"]));
        Assert.That(
            page.Complaints,
            Has.Some.Contain("here").And.Some.Contain("lost is not defined")
        );
    }

    private async Task<WatchedPage> OpenAsync(string run, int width = Desk) =>
        open = await WatchedPage.OpenAsync(
            reports.Chromium.Browser,
            new(reports.Server.Address, $"{run}/{HtmlReport.FolderName}/index.html"),
            width
        );

    private async Task<WatchedPage> OpenStepAsync(string run, string step, int width = Desk)
    {
        var page = await OpenAsync(run, width);
        await page.Page.GetByText(step, new() { Exact = true }).First.ClickAsync();
        await page.Part("test-result-info-title").WaitForAsync();
        return page;
    }
}
