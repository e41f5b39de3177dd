using System.Text.RegularExpressions;
using Verify.Scenarios.Load;
using Verify.Swarm.Tally;

namespace Verify.Tests.Swarm;

[Parallelizable]
internal sealed partial class LoadViewTests
{
    [Test]
    public void Rates_are_those_of_the_last_seconds()
    {
        var rates = new LoadRates();
        for (var second = 1; second <= 60; second++)
            rates.Add(At(second, requests: second <= 50 ? 0 : (second - 50) * 100));

        Assert.That(rates.RequestsPerSecond, Is.EqualTo(100).Within(0.001));
        Assert.That(rates.Megabits, Has.Count.EqualTo(40).And.All.EqualTo(8).Within(0.001));
    }

    [Test]
    public void The_first_second_has_a_rate()
    {
        var rates = new LoadRates();
        rates.Add(At(2, requests: 100));

        Assert.That(rates.RequestsPerSecond, Is.EqualTo(50).Within(0.001));
    }

    [Test]
    public void A_sparkline_is_as_high_as_its_highest_value()
    {
        Assert.That(
            Sparkline.Of([0, 1, 4, 8], Sparkline.Blocks),
            Is.EqualTo("\u2581\u2582\u2585\u2588")
        );
        Assert.That(Sparkline.Of([0, 0], Sparkline.Ascii), Is.EqualTo("__"));
        Assert.That(Sparkline.Of([], Sparkline.Blocks), Is.Empty);
    }

    [TestCase(20)]
    [TestCase(60)]
    [TestCase(200)]
    public void It_is_drawn_over_in_place_and_no_row_is_wider_than_the_terminal(int width)
    {
        using var output = new StringWriter();
        using (
            var display = new LiveLoadDisplay(
                new(output, () => width, false),
                ["what"],
                Sparkline.Blocks
            )
        )
        {
            display.Show(At(3, 30), new());
            display.Show(At(4, 40), new());
        }
        var drawn = output.ToString().Split("\u001b[?25l");

        Assert.That(drawn, Has.Length.EqualTo(3), "drawn twice");
        var rows = Escapes().Replace(drawn[1], "").Split('\n');
        Assert.That(
            rows.Select(row => row.TrimStart('\r').Length),
            Has.All.LessThanOrEqualTo(width)
        );
        Assert.That(drawn[2], Does.StartWith($"\r\u001b[{rows.Length - 1}A"), "over the first");
        Assert.That(drawn[2], Does.EndWith("\u001b[J\u001b[?25h"), "cleared, the cursor back");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Colours_are_for_those_who_want_them(bool colours)
    {
        using var output = new StringWriter();
        using (
            var display = new LiveLoadDisplay(
                new(output, () => 80, colours),
                ["what"],
                Sparkline.Blocks
            )
        )
            display.Show(At(3, 30) with { Stalls = 2 }, new());

        Assert.That(output.ToString(), colours ? Does.Match(Sgr) : Does.Not.Match(Sgr));
    }

    [Test]
    public void A_pipe_gets_all_of_it_in_one_line()
    {
        var rates = new LoadRates();
        rates.Add(At(1, 100));

        Assert.That(
            PlainLoadDisplay.Line(At(1, 100), rates),
            Is.EqualTo(
                "1.0 s of 60.0 s: 7 viewers, 100 requests/s, 8.00 Mbit/s, playlists p50 1.00 ms p99 2.00 ms, segments p50 - p99 -, 0 stalls, 0 errors"
            )
        );
    }

    private const string Sgr = @"\x1b\[[0-9;]*m";

    private static SwarmProgress At(int seconds, long requests) =>
        new(
            TimeSpan.FromSeconds(seconds),
            TimeSpan.FromSeconds(60),
            7,
            requests,
            seconds * 1_000_000L,
            0,
            0,
            new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)),
            new(TimeSpan.Zero, TimeSpan.Zero)
        );

    [GeneratedRegex(@"\x1b\[\??[0-9;]*[A-Za-z]")]
    private static partial Regex Escapes();
}
