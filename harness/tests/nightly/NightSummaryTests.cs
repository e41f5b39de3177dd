using System.Text;
using Verify.Reports.Nightly;

namespace Verify.Tests.Nightly;

[Parallelizable]
public sealed class NightSummaryTests
{
    private static readonly Night Shown = new(
        "20260301-020000-night-ab12",
        new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero),
        123.4,
        "/out/20260301-020000-night-ab12",
        "abc1234",
        new Dictionary<string, string> { ["cores"] = "2", ["cpu"] = "A | B" },
        [
            new(
                "nginx-caching/default",
                Verdict.Pass,
                0,
                104.2,
                null,
                "nginx-caching-default/run",
                [
                    new("staleness", 1.31, "s", Better.Lower, 0.97, 0.05, 7, 7, FigureMove.Worse),
                    new("requests", 951, "", Better.Higher, 951, 10, 7, 7, FigureMove.Within),
                ],
                null
            )
            {
                Plot = "history.svg",
            },
            new(
                "nginx-caching/4k-abr",
                Verdict.Inconclusive,
                4,
                19.2,
                "the encoder <slow>",
                null,
                [],
                null
            ),
        ],
        [new("drill/nginx-caching/whole", "no time", OnRequest: false)],
        "Inconclusive",
        "inconclusive: nginx-caching/4k-abr",
        4,
        ["line 3 of the history cannot be read"]
    );

    [TestCase("# Night 20260301-020000-night-ab12: Inconclusive")]
    [TestCase(
        "- nginx-caching/default: staleness worse: 0.97 -\\> 1.31 s, noise 0.05 s over 7 nights"
    )]
    [TestCase("| nginx-caching/default | pass | 104.2 s | - |")]
    [TestCase("| nginx-caching/4k-abr | inconclusive | 19.2 s | the encoder \\<slow\\> |")]
    [TestCase("| drill/nginx-caching/whole | not run | - | no time |")]
    [TestCase(
        "| nginx-caching/default | requests | 951 | as before: 951, noise 10 over 7 nights |"
    )]
    [TestCase("[nginx-caching/default](history.svg)")]
    [TestCase("cpu A \\| B")]
    [TestCase("- line 3 of the history cannot be read")]
    public void The_summary_says(string text) =>
        Assert.That(NightSummary.Render(Shown), Does.Contain(text));

    [Test]
    public void On_the_page_of_a_ci_it_says_the_same_and_links_to_no_file_that_is_not_there()
    {
        var (beside, alone) = (NightSummary.Render(Shown), NightSummary.RenderAlone(Shown));
        Assert.That(beside, Does.Contain("](history.svg)"));
        Assert.That(alone, Does.Not.Contain("](").And.Contain("artifact `night`"));
        Assert.That(alone.Split('\n'), Has.Length.EqualTo(beside.Split('\n').Length));
    }

    [Test]
    public void The_table_on_the_console_says_all_of_it_without_a_code_of_a_terminal()
    {
        using var output = new StringWriter();
        NightConsole.Write(Shown, output, terminal: null);
        var said = output.ToString();
        Assert.That(said, Does.Not.Contain("\u001b"));
        foreach (
            var part in new[]
            {
                "nginx-caching/default      pass",
                "  staleness  1.31 s  worse: 0.97 -> 1.31 s, noise 0.05 s over 7 nights",
                "not run",
                "the encoder <slow>",
                "INCONCLUSIVE  night 20260301-020000-night-ab12",
                "exit 4",
                "note: line 3",
            }
        )
            Assert.That(said, Does.Contain(part));
    }

    [Test]
    public void A_page_that_would_be_too_rowsis_cut_at_a_line_and_says_so()
    {
        var rows = string.Concat(Enumerable.Range(0, 1000).Select(i => $"| ü line {i} |\n"));
        var fit = StepSummary.Fit(rows, 5_000);
        Assert.That(
            Encoding.UTF8.GetByteCount(fit),
            Is.LessThanOrEqualTo(5_000).And.GreaterThan(4_900)
        );
        Assert.That(fit, Does.Contain("cut here"));
        Assert.That(rows, Does.StartWith(fit[..fit.IndexOf("\n\n(cut", StringComparison.Ordinal)]));
        Assert.That(StepSummary.Fit(rows, 10), Is.Empty);
        Assert.That(StepSummary.Fit("short\n", 100), Is.EqualTo("short\n"));
    }
}
