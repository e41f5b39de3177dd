using Verify.Instruments;

namespace Verify.Tests;

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
}
