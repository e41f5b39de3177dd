using FsCheck;
using FsCheck.Fluent;
using Verify.Instruments.Statistics;
using Verify.Scenarios.Paired;

namespace Verify.Tests.Bench;

public sealed class RatioOfPairsTests
{
    [Test]
    public void The_interval_is_that_of_the_textbook()
    {
        // Logarithms -0.1, 0, 0.1: mean 0, deviation 0.1; t of two degrees of freedom is 4.303.
        var ratio = RatioOfPairs.Of([Math.Exp(-0.1), 1, Math.Exp(0.1)]);

        Assert.That(ratio.Median, Is.EqualTo(1));
        Assert.That(ratio.Min, Is.EqualTo(Math.Exp(-0.1)));
        Assert.That(ratio.Max, Is.EqualTo(Math.Exp(0.1)));
        Assert.That(Math.Log(ratio.High), Is.EqualTo(4.302653 * 0.1 / Math.Sqrt(3)).Within(1e-7));
        Assert.That(Math.Log(ratio.Low), Is.EqualTo(-Math.Log(ratio.High)).Within(1e-7));
    }

    [TestCase(0.4, 0.41, 0.42, "Met")]
    [TestCase(0.6, 0.61, 0.62, "Missed")]
    [TestCase(0.3, 0.4, 0.9, "CannotTell")]
    public void A_bound_is_reached_only_where_the_whole_interval_is_on_its_side(
        double first,
        double second,
        double third,
        string reached
    ) =>
        Assert.That(
            RatioOfPairs.Of([first, second, third]).AtMost(0.5).ToString(),
            Is.EqualTo(reached)
        );

    [Test]
    public void Which_of_the_two_is_the_peer_only_turns_the_ratio_round() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Ratios(),
                ratios =>
                {
                    var one = RatioOfPairs.Of(ratios);
                    var other = RatioOfPairs.Of([.. ratios.Select(ratio => 1 / ratio)]);
                    return Near(one.Low, 1 / other.High)
                        && Near(one.Min, 1 / other.Max)
                        && one.Low <= one.High * (1 + Rounding)
                        && one.Min <= one.Median
                        && one.Median <= one.Max;
                }
            )
        );

    // A 95 % interval that holds the truth in 95 of 100 cases: of noise that is the same on both sides the truth is 1.
    [Test]
    public void The_interval_holds_the_truth_as_often_as_it_says()
    {
        var random = new Random(7);
        const int Runs = 4000;
        double Noise() =>
            Math.Exp(0.1 * Enumerable.Range(0, 12).Sum(_ => random.NextDouble() - 0.5));

        var held = Enumerable
            .Range(0, Runs)
            .Count(_ =>
            {
                var ratio = RatioOfPairs.Of([
                    .. Enumerable.Range(0, 6).Select(_ => Noise() / Noise()),
                ]);
                return ratio.Low <= 1 && ratio.High >= 1;
            });

        Assert.That((double)held / Runs, Is.EqualTo(0.95).Within(0.015));
    }

    [Test]
    public void A_single_pair_or_a_cost_of_nothing_is_no_ratio()
    {
        Assert.That(() => RatioOfPairs.Of([1]), Throws.InstanceOf<ArgumentException>());
        foreach (var wrong in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.That(() => RatioOfPairs.Of([1, wrong]), Throws.InstanceOf<ArgumentException>());
    }

    private const double Rounding = 1e-9;

    private static bool Near(double a, double b) => Math.Abs(a - b) <= Rounding * Math.Abs(a);

    private static Arbitrary<double[]> Ratios() =>
        Gen.Choose(1, 1000)
            .Select(hundredths => hundredths / 100.0)
            .ListOf()
            .Where(list => list.Count >= RatioOfPairs.Fewest)
            .Select(list => list.ToArray())
            .ToArbitrary();
}
