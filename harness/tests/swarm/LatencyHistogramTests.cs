using FsCheck;
using FsCheck.Fluent;
using Verify.Swarm.Latency;

namespace Verify.Tests.Swarm;

public sealed class LatencyHistogramTests
{
    private static readonly double[] Quantiles = [0, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

    [Test]
    public void A_quantile_is_within_a_percent_of_the_exact_one() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Latencies(),
                latencies =>
                {
                    var histogram = Recorded(latencies);
                    var sorted = latencies.Order().ToList();
                    return Quantiles.All(q =>
                    {
                        var exact = sorted[Math.Max(0, (int)Math.Ceiling(q * sorted.Count) - 1)];
                        var error = (histogram.Quantile(q) - exact).Duration();
                        return error.Ticks <= exact.Ticks * 0.01;
                    });
                }
            )
        );

    [Test]
    public void A_merge_is_what_one_histogram_of_both_would_be() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Latencies(),
                Latencies(),
                (some, others) =>
                {
                    var merged = Recorded(some);
                    merged.Merge(Recorded(others));
                    var both = Recorded([.. some, .. others]);
                    return merged.Count == both.Count
                        && merged.Max == both.Max
                        && merged.Mean == both.Mean
                        && Quantiles.All(q => merged.Quantile(q) == both.Quantile(q));
                }
            )
        );

    [Test]
    public void Nothing_recorded_and_values_out_of_range_do_no_harm()
    {
        var histogram = new LatencyHistogram();
        Assert.That(histogram.Quantile(0.99), Is.EqualTo(TimeSpan.Zero));

        histogram.Record(TimeSpan.FromSeconds(-1));
        histogram.Record(TimeSpan.MaxValue);

        Assert.That(histogram.Quantile(0), Is.EqualTo(TimeSpan.Zero));
        Assert.That(histogram.Quantile(1), Is.GreaterThan(TimeSpan.FromDays(20)));
    }

    // From 100 ns to days, each power of ten as likely as the next.
    private static Arbitrary<TimeSpan[]> Latencies() =>
        Gen.Choose(0, 120)
            .Select(tenths => TimeSpan.FromTicks((long)Math.Pow(10, tenths / 10.0)))
            .SelectMany(
                power => Gen.Choose(0, 1000),
                (power, more) => power + (power * more / 1000)
            )
            .NonEmptyListOf()
            .Select(list => list.ToArray())
            .ToArbitrary();

    private static LatencyHistogram Recorded(IEnumerable<TimeSpan> latencies)
    {
        var histogram = new LatencyHistogram();
        foreach (var latency in latencies)
            histogram.Record(latency);
        return histogram;
    }
}
