using Verify.Reports.Plots;

namespace Verify.Tests.Reports.Plots;

[TestFixture]
internal sealed class HistoryPlotTests
{
    private static readonly DateOnly First = new(2026, 11, 1);

    [Test]
    public void A_night_without_a_value_is_a_gap()
    {
        var whole = Lines(Night(0, 1), Night(1, 2), Night(2, 3));
        var broken = Lines(Night(0, 1), Night(1, null), Night(2, 3), Night(3, 4));
        var missing = Lines(Night(0, 1), Night(2, 3), Night(3, 4));

        Assert.That(whole, Is.EqualTo((int[])[1]));
        Assert.That(broken, Is.EqualTo((int[])[2]));
        Assert.That(missing, Is.EqualTo((int[])[2]));
    }

    [Test]
    public void The_bound_is_drawn_at_its_figure()
    {
        var drawn = Drawn(Night(0, 0.97), Night(1, 0.96));

        Assert.That(drawn.LyingBounds, Has.Count.EqualTo(1));
        Assert.That(drawn.LyingBounds[0], Is.EqualTo(1).Within(0.02));
        Assert.That(drawn.Texts, Has.Some.EqualTo("promised 1 s"));
    }

    [Test]
    public void Nothing_and_nonsense_are_drawn_as_no_values()
    {
        Assert.That(
            new DrawnSvg(HistoryPlot.Render([])).Texts,
            Has.Some.EqualTo("No figures yet.")
        );
        Assert.That(
            Drawn(Night(0, double.NaN), Night(1, double.PositiveInfinity), Night(2, null)).Texts,
            Has.Some.EqualTo("no values")
        );
    }

    private static IReadOnlyList<int> Lines(params NightValue[] nights) => Drawn(nights).Pieces;

    private static DrawnSvg Drawn(params NightValue[] nights) =>
        new(
            HistoryPlot.Render([
                new("oldest playlist", "s", nights) { Bound = 1, BoundName = "promised" },
            ])
        );

    private static NightValue Night(int day, double? value) =>
        new(First.AddDays(day), $"run-{day}", value);
}
