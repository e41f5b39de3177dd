using Verify.Instruments.Replay;
using Verify.Instruments.Staleness;

namespace Verify.Tests.Instruments;

public sealed class StalenessBoundTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    [TestCase(5)]
    [TestCase(20)]
    [TestCase(60)]
    public void The_bound_holds_the_true_window_19_times_out_of_20(int k)
    {
        var random = new Random(3);
        const int tries = 4000;
        var (given, held) = (0, 0);
        for (var i = 0; i < tries; i++)
        {
            var phases = Enumerable.Range(0, k).Select(_ => random.NextDouble()).ToList();
            // A version published at a phase of the second is served until the second is over.
            var max = Window * phases.Max(phase => 1 - phase);
            if (StalenessBound.Of(max, TimeSpan.Zero, k, phases).Upper is not { } upper)
                continue;
            given++;
            held += upper >= Window ? 1 : 0;
        }

        Assert.That(given, Is.GreaterThan(tries * 0.98));
        // Four standard errors of a share of 0.95 in 4000 tries are 0.014.
        Assert.That(held / (double)given, Is.GreaterThan(0.935));
    }

    [Test]
    public void Publications_in_step_with_the_clock_give_no_bound()
    {
        var random = new Random(4);
        var phases = Enumerable
            .Range(0, 40)
            .Select(_ => 0.9 + (0.03 * random.NextDouble()))
            .ToList();

        var (upper, reason) = StalenessBound.Of(Window * 0.1, TimeSpan.Zero, 40, phases);

        Assert.That(upper, Is.Null);
        Assert.That(reason, Does.Contain("one draw repeated"));
    }

    [Test]
    public void Nothing_superseded_gives_no_bound()
    {
        Assert.That(StalenessBound.Of(TimeSpan.Zero, TimeSpan.Zero, 0, []).Upper, Is.Null);
    }

    [TestCase(0, 0, 0)]
    [TestCase(1, 0, 1)]
    [TestCase(10, 9, 10)]
    public void The_window_of_open_file_cache_is_less_than_a_second_wide(
        int valid,
        int low,
        int high
    )
    {
        Assert.That(
            CacheWindow.Predict(valid),
            Is.EqualTo(new CacheWindow(TimeSpan.FromSeconds(low), TimeSpan.FromSeconds(high)))
        );
    }

    [TestCase(0.10, 0.0, 32)]
    [TestCase(0.10, 0.0175, 40)]
    [TestCase(0.05, 0.0, 62)]
    public void So_many_windows_bring_the_bound_within_the_tolerance(
        double tolerance,
        double missed,
        int windows
    )
    {
        Assert.That(StalenessBound.WindowsFor(tolerance, missed), Is.EqualTo(windows));
        var upper = Math.Pow(0.05, -1.0 / windows) * (1 + missed);
        Assert.That(upper, Is.LessThanOrEqualTo(1 + tolerance));
    }

    [Test]
    public void Sampled_as_planned_the_bound_holds_and_lies_within_ten_percent(
        [Values(1, 10)] int valid
    )
    {
        var window = CacheWindow.Predict(valid);
        var plan = ProbePlan.For(window, TimeSpan.FromSeconds(22), 0.10, most: 64);
        var random = new Random(5);
        const int tries = 2000;
        var (held, within, reached) = (0, 0, 0);
        var missed = StalenessBound.MissedBy(plan.Interval);
        var least = StalenessBound.LeastMax(window.High, missed, plan.Windows, 1e-6);
        for (var i = 0; i < tries; i++)
        {
            var max = Enumerable
                .Range(0, plan.Windows)
                .Max(_ => Peak(window.High, plan.Interval, random));
            var phases = Enumerable
                .Range(0, plan.Windows)
                .Select(_ => random.NextDouble())
                .ToList();
            var upper = StalenessBound.Of(max, missed, plan.Windows, phases).Upper!.Value;
            held += upper >= window.High ? 1 : 0;
            within += upper / max <= 1.10 ? 1 : 0;
            reached += max >= least ? 1 : 0;
        }

        Assert.That(plan.Shortfall, Is.Null);
        // Four standard errors of a share of 0.95 in 2000 tries are 0.02.
        Assert.That(held / (double)tries, Is.GreaterThan(0.93));
        Assert.That(within / (double)tries, Is.GreaterThan(0.95));
        Assert.That(reached, Is.EqualTo(tries));
    }

    [Test]
    public void A_window_too_long_for_the_time_is_said_to_be()
    {
        var plan = ProbePlan.For(CacheWindow.Predict(60), TimeSpan.FromSeconds(22), 0.10, most: 17);

        Assert.That(plan.Files, Is.EqualTo(17));
        Assert.That(plan.Shortfall, Does.Contain("60 s").And.Contain("17 playlists"));
    }

    /// <summary>One life, published into at random: what is seen of it by samples once in each interval.</summary>
    private static TimeSpan Peak(TimeSpan life, TimeSpan interval, Random random)
    {
        var first = interval * random.NextDouble();
        var published = life * random.NextDouble();
        var last = life - (interval * random.NextDouble());
        return published < first || last < published ? TimeSpan.Zero : last - published;
    }
}
