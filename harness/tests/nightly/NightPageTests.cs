using System.Xml.Linq;
using Verify.Reports.Log;
using Verify.Reports.Nightly;
using Verify.Reports.Pages;
using Verify.Tests.Ground;

namespace Verify.Tests.Nightly;

/// <summary>The page of a night whose folder lacks what it can lack.</summary>
public sealed class NightPageTests
{
    private const string Run = "whole/run: 1 #2?";

    private TempFolder folder = null!;
    private string text = "";
    private XDocument page = null!;

    [OneTimeSetUp]
    public void Render()
    {
        folder = new();
        Put($"{Run}/{HtmlReport.FolderName}/index.html");
        Put($"{Run}/{MarkdownLog.FileName}");
        Put($"{Run}/plots/5.3-staleness <over> time.svg");
        Put("history-whole.svg");
        Put("crashed/said.txt");
        text = NightPage.Render(Shown());
        page = XDocument.Parse(text);
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void No_link_is_dead_and_none_leads_elsewhere()
    {
        Assert.That(NightLinks.Dead(folder.Path, page), Is.Empty);
        Assert.That(NightLinks.Of(page), Has.Length.EqualTo(6));
    }

    [Test]
    public void It_needs_no_script_and_asks_for_nothing_off_its_host()
    {
        Assert.That(page.Descendants("script"), Is.Empty);
        Assert.That(text, Does.Not.Match("https?:|url\\(|@import|javascript:"));
        Assert.That(
            text,
            Does.Contain("default-src 'none'").And.Contain("color-scheme: light dark")
        );
    }

    [Test]
    public void Whatever_stands_in_a_name_or_a_reason_is_text()
    {
        Assert.That(
            page.Descendants("b").Select(name => name.Value),
            Has.Some.EqualTo("<b>&\"x\"</b>")
        );
        Assert.That(page.Descendants("img").Count(), Is.EqualTo(1));
        Assert.That(page.Root!.Value, Does.Contain("<img src=x onerror=alert(1)>"));
        Assert.That(text, Does.Not.Contain("\u001b").And.Not.Contain("\u202e"));
    }

    [TestCase("whole", "report,log,5.3 staleness <over> time")]
    [TestCase("crashed", "what it said")]
    [TestCase("outside", "")]
    [TestCase("<b>&\"x\"</b>", "")]
    public void A_job_links_to_what_is_there(string job, string links) =>
        Assert.That(
            string.Join(',', Row(job).Descendants("a").Select(link => link.Value)),
            Is.EqualTo(links)
        );

    [Test]
    public void A_job_that_was_not_run_says_why_and_has_no_row() =>
        Assert.That(
            page.Descendants("li").Select(entry => entry.Value),
            Has.Some.EqualTo("drill/late: no time")
        );

    [Test]
    public void What_is_worse_stands_above_the_table()
    {
        var headings = page.Descendants("h2").Select(heading => heading.Value).ToList();
        Assert.That(
            headings,
            Is.EqualTo([
                "Worse than the last nights",
                "Jobs",
                "Not run",
                "Over the nights",
                "Notes",
            ])
        );
        Assert.That(
            Row("whole").Value,
            Does.Contain("worse: 0.97 -> 1.31 s, noise 0.05 s over 7 nights")
        );
    }

    [Test]
    public void A_night_in_which_nothing_ran_has_a_page()
    {
        var empty = XDocument.Parse(NightPage.Render(Shown() with { Jobs = [] }));
        Assert.That(
            empty.Descendants("p").Select(one => one.Value),
            Has.Some.EqualTo("None was run.")
        );
    }

    [Test]
    public void It_is_the_same_from_the_nights_file()
    {
        NightFile.Write(Shown());
        Assert.That(NightPage.Render(NightFile.Read(folder.Path)), Is.EqualTo(text));
    }

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("not json")]
    public void A_damaged_file_is_said_with_what_to_do(string damaged)
    {
        using var own = new TempFolder();
        File.WriteAllText(own.File(NightFile.FileName), damaged);
        Assert.That(
            () => NightFile.Read(own.Path),
            Throws
                .TypeOf<CannotRun>()
                .With.Message.Contains(NightFile.FileName)
                .And.Message.Contains("./run.ps1 report")
        );
    }

    private XElement Row(string job) =>
        page.Descendants("tr").Single(row => row.Descendants("b").FirstOrDefault()?.Value == job);

    private void Put(string path)
    {
        var file = folder.File(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
    }

    private Night Shown() =>
        new(
            "20260301-020000-night-ab12",
            new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero),
            123.4,
            folder.Path,
            "abc1234",
            new Dictionary<string, string> { ["cpu"] = "A & B" },
            [
                Job("whole", Run) with
                {
                    Plot = "history-whole.svg",
                    Figures =
                    [
                        new(
                            "staleness",
                            1.31,
                            "s",
                            Better.Lower,
                            0.97,
                            0.05,
                            7,
                            7,
                            FigureMove.Worse
                        ),
                    ],
                },
                Job("crashed", null) with
                {
                    Said = "crashed/said.txt",
                    Verdict = Verdict.Broken,
                    ExitCode = 3,
                    Why = "<img src=x onerror=alert(1)> \u001b[31m\u202e",
                },
                Job("outside", "../../../etc") with
                {
                    Said = "../../../etc/passwd",
                    Plot = "/etc/passwd",
                },
                Job("<b>&\"x\"</b>", "gone/run") with
                {
                    Plot = "gone.svg",
                    Said = "gone/said.txt",
                },
            ],
            [new("drill/late", "no time", OnRequest: false)],
            "Broken",
            "broken: crashed",
            3,
            ["line 3 of the history <cannot> be read"]
        );

    private static NightJob Job(string name, string? run) =>
        new(name, Verdict.Pass, 0, 1.5, null, run, [], null);
}
