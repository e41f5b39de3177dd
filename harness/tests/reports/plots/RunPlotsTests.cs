using Verify.Reports.Plots;

namespace Verify.Tests.Reports.Plots;

/// <summary>The plots of a run that kept all there is to keep.</summary>
[TestFixture]
internal sealed class RunPlotsTests
{
    private const int MostBytes = 150_000;

    private PlotFolder folder = null!;
    private IReadOnlyList<Plot> plots = [];

    [OneTimeSetUp]
    public void Draw()
    {
        folder = PlotFolder.Whole();
        plots = folder.Plots;
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void There_is_one_for_each_thing_that_was_measured() =>
        Assert.That(
            plots.Select(plot => plot.File),
            Is.EqualTo(
                (string[])
                    [
                        "plots/5.5-staleness-over-time.svg",
                        "plots/5.5-distribution-of-staleness.svg",
                        "plots/5.5-invalidation-times.svg",
                        "plots/5.5-blocks-in-turn.svg",
                        "plots/5.5-swarm-over-time.svg",
                        "plots/5.5-latency-of-the-swarm.svg",
                    ]
            )
        );

    [Test]
    public void Each_stands_alone_and_is_of_its_step_and_small()
    {
        foreach (var plot in plots)
        {
            Assert.That(new DrawnSvg(plot.Svg).References, Is.Empty, plot.Name);
            Assert.That((plot.Phase, plot.Step), Is.EqualTo(("5", "5.5")));
            Assert.That(plot.Text, Is.Not.Empty);
            Assert.That(plot.Svg, Has.Length.LessThan(MostBytes), plot.Name);
            Assert.That(plot.Svg, Does.Contain("prefers-color-scheme:dark").And.Contain("<desc>"));
        }
    }

    [Test]
    public void The_same_record_gives_the_same_bytes() =>
        Assert.That(folder.Plots, Is.EqualTo(plots));

    [Test]
    public void No_text_lies_over_another_or_leaves_the_picture()
    {
        foreach (var plot in plots)
            Assert.That(Collisions(new(plot.Svg)), Is.Empty, plot.Name);
    }

    [Test]
    public void A_text_over_another_would_be_noticed()
    {
        var svg = plots[0].Svg;
        var planted = svg.Replace(
            "</svg>",
            "<text x=\"60\" y=\"30\">over the title</text></svg>",
            StringComparison.Ordinal
        );

        Assert.That(Collisions(new(planted)), Is.Not.Empty);
    }

    [Test]
    public void A_bound_is_drawn_at_the_figure_that_the_run_kept()
    {
        var drawn = new DrawnSvg(plots[0].Svg).LyingBounds;

        Assert.That(drawn, Has.Count.EqualTo(2));
        Assert.That(drawn[0], Is.EqualTo(10).Within(0.05));
        Assert.That(drawn[1], Is.EqualTo(1).Within(0.05));
        Assert.That(new DrawnSvg(plots[0].Svg).Texts, Has.Some.EqualTo("predicted at most 10 s"));
    }

    [Test]
    public void A_bound_that_is_drawn_elsewhere_would_be_noticed()
    {
        using var wrong = PlotFolder
            .Whole()
            .Keep(
                "bounds-staleness.csv",
                "measured,of,low,high,unit,is\nstaleness,baseline,9,9.5,s,predicted at most\n"
            );

        var drawn = new DrawnSvg(wrong.Plots[0].Svg).LyingBounds;

        Assert.That(drawn, Has.Count.EqualTo(1));
        Assert.That(drawn[0], Is.EqualTo(9.5).Within(0.05));
    }

    [Test]
    public void How_many_samples_and_which_errors_stand_behind_it_is_said()
    {
        var texts = new DrawnSvg(plots[0].Svg).Texts;

        Assert.That(texts, Has.Some.Contains("n = 899, 1 error").And.Some.Contains("n = 900"));
        Assert.That(texts, Has.Some.EqualTo("answer that could not be judged"));
        Assert.That(texts, Has.Some.EqualTo("segment published"));
    }

    [Test]
    public void The_95_percent_bound_comes_from_the_record() =>
        Assert.That(
            new DrawnSvg(plots[1].Svg).Texts,
            Has.Some.EqualTo("95 % bound 1.04 s: candidate")
        );

    [Test]
    public void Quantiles_are_those_of_the_buckets() =>
        // Of 1830 requests the 915th is in the 18th bucket, at 18 * 0.13 ms.
        Assert.That(
            folder.Plot("latency of the swarm").Text,
            Does.Contain("segments from when they were due: median 2.352 ms")
        );

    private static IReadOnlyList<string> Collisions(DrawnSvg drawn)
    {
        var boxes = drawn.Boxes;
        return
        [
            .. from i in Enumerable.Range(0, boxes.Count)
            from j in Enumerable.Range(i + 1, boxes.Count - i - 1)
            let a = boxes[i]
            let b = boxes[j]
            where a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom
            select $"'{a.Text}' and '{b.Text}'",
            .. boxes
                .Where(box =>
                    box.Left < 0
                    || box.Top < 0
                    || box.Right > drawn.Width
                    || box.Bottom > drawn.Height
                )
                .Select(box => $"'{box.Text}' leaves the picture"),
        ];
    }
}
