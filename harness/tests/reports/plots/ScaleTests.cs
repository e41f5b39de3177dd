using FsCheck;
using FsCheck.Fluent;
using Verify.Reports.Plots.Drawing;

namespace Verify.Tests.Reports.Plots;

[TestFixture]
internal sealed class ScaleTests
{
    [Test]
    public void Ticks_are_nice_figures_within_the_range_and_few() =>
        Prop.ForAll(
                Ranges(),
                range =>
                {
                    var scale = new LinearScale(range.Low, range.Low + range.Length);
                    var ticks = scale.Ticks(5);
                    var step = ticks[1].Value - ticks[0].Value;
                    var leading = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-6));
                    Assert.That(ticks, Has.Count.InRange(5, 14));
                    Assert.That(
                        new[] { 1.0, 2, 5 },
                        Has.Some.EqualTo(leading).Within(1e-3),
                        $"{step}"
                    );
                    Assert.That(
                        ticks.Select(tick => tick.Value),
                        Has.All.InRange(scale.Low - (step * 1e-6), scale.High + (step * 1e-6))
                    );
                    Assert.That(ticks.Select(tick => tick.Text), Is.Unique);
                }
            )
            .Check(Config.QuickThrowOnFailure);

    [TestCase(0.0, 12.0, 6, "0 2 4 6 8 10 12")]
    [TestCase(0.0, 1.04, 4, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [TestCase(-3.0, 3.0, 3, "-2 0 2")]
    [TestCase(0.0, 250_000.0, 3, "0 50,000 100,000 150,000 200,000 250,000")]
    public void Ticks_are_written_with_the_digits_they_need(
        double low,
        double high,
        int least,
        string written
    ) =>
        Assert.That(
            string.Join(' ', new LinearScale(low, high).Ticks(least).Select(tick => tick.Text)),
            Is.EqualTo(written)
        );

    [Test]
    public void A_logarithmic_axis_goes_by_powers_of_ten()
    {
        var scale = LogScale.Around([0.3, 42]);

        Assert.That((scale.Low, scale.High), Is.EqualTo((0.1, 100.0)));
        Assert.That(scale.At(1), Is.EqualTo(1 / 3.0).Within(1e-9));
        Assert.That(
            scale.Ticks(0).Select(tick => tick.Text).Where(text => text.Length > 0),
            Is.EqualTo((string[])["0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50", "100"])
        );
    }

    [TestCase(0)]
    [TestCase(-7)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void What_has_no_logarithm_or_no_place_lies_at_an_end(double value)
    {
        Assert.That(LogScale.Around([value]).At(value), Is.AnyOf(0.0, 1.0, double.NaN));
        Assert.That(
            LinearScale.FromZero([value]).High,
            Is.GreaterThan(LinearScale.FromZero([value]).Low)
        );
    }

    [Test]
    public void An_axis_of_bars_begins_at_nought() =>
        Assert.That(LinearScale.FromZero([97, 99, 98]).Low, Is.Zero);

    private static Arbitrary<(double Low, double Length)> Ranges() =>
        (
            from low in Gen.Choose(-1_000_000, 1_000_000)
            from length in Gen.Choose(1, 1_000_000)
            from power in Gen.Choose(-6, 3)
            // Narrower than a hundred-thousandth of where it lies, no axis has figures for it.
            let scaled = length * Math.Pow(10, power)
            select (low * scaled / 1_000_000, scaled)
        ).ToArbitrary();
}
