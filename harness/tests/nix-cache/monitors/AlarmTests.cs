using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Monitor;

namespace Verify.Tests.NixCache.Monitors;

/// <summary>Each alarm fires on its own fault, after its own time, and on nothing else.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AlarmTests
{
    private static readonly IReadOnlyList<AlarmRule> Rules = AlarmRules.For(
        CuredCache.Design.Rules.Tune(HardwareProfile.Planned)
    );

    // A cache on which nothing is wrong.
    private static readonly Dictionary<string, double> Healthy = new()
    {
        [MetricNames.Up] = 1,
        [MetricNames.InterfaceUp] = 1,
        [MetricNames.DiskFree] = 50e9,
        [MetricNames.MemoryPressure] = 3,
        [MetricNames.HitRatio] = 0.8,
        [MetricNames.LatencyP99] = 0.1,
        [MetricNames.ErrorRatio] = 0.01,
        [MetricNames.Connections] = 50,
        [MetricNames.CollectionAge] = 8 * 86400,
    };

    [TestCase("CacheDown", MetricNames.Up, 0)]
    [TestCase("InterfaceDown", MetricNames.InterfaceUp, 0)]
    [TestCase("DiskFull", MetricNames.DiskFree, 17e9)]
    [TestCase("MemoryPressure", MetricNames.MemoryPressure, 21)]
    [TestCase("LowHitRate", MetricNames.HitRatio, 0.5)]
    [TestCase("SlowNarinfo", MetricNames.LatencyP99, 0.101)]
    [TestCase("ServerErrors", MetricNames.ErrorRatio, 0.02)]
    [TestCase("ManyConnections", MetricNames.Connections, 51)]
    [TestCase("CollectionOverdue", MetricNames.CollectionAge, 8 * 86400 + 1)]
    public void Each_fires_on_its_fault_alone(string name, string metric, double value)
    {
        var clock = new SetClock();
        var alarms = new AlarmWatch(Rules, clock);
        var rule = Rules.Single(one => one.Name == name);
        var faulty = Figures(new(Healthy) { [metric] = value });

        Assert.That(alarms.Observe(Figures(Healthy)), Is.Empty);
        var first = alarms.Observe(faulty);
        clock.Pass(rule.For - TimeSpan.FromTicks(1));
        var tooEarly = alarms.Observe(faulty);
        clock.Pass(TimeSpan.FromTicks(1));
        var due = alarms.Observe(faulty);

        if (rule.For > TimeSpan.Zero)
            Assert.That(first.Concat(tooEarly), Is.Empty);
        Assert.That(due, Is.EqualTo(new[] { rule }));
        Assert.That(
            alarms.Figures(due).Where(one => one.Value > 0).Select(one => one.Name),
            Has.One.Items
        );
        Assert.That(alarms.Observe(Figures(Healthy)), Is.Empty, "it is over");
    }

    [Test]
    public void A_break_begins_the_time_anew()
    {
        var clock = new SetClock();
        var alarms = new AlarmWatch(Rules, clock);
        var down = Figures(new(Healthy) { [MetricNames.Up] = 0 });
        alarms.Observe(down);
        clock.Pass(TimeSpan.FromSeconds(29));
        alarms.Observe(Figures(Healthy));
        clock.Pass(TimeSpan.FromSeconds(29));
        Assert.That(alarms.Observe(down), Is.Empty);
    }

    [Test]
    public void Each_is_tried_and_says_what_to_do()
    {
        Assert.That(Rules.Select(one => one.Metric), Is.EquivalentTo(Healthy.Keys));
        Assert.That(Rules.Select(one => one.Cure), Is.All.Not.Empty);
        Assert.That(Rules.Select(one => one.Name), Is.Unique);
    }

    [Test]
    public void A_figure_that_is_not_there_fires_nothing() =>
        Assert.That(new AlarmWatch(Rules, new SetClock()).Observe([]), Is.Empty);

    private static Metric[] Figures(Dictionary<string, double> values) =>
        [.. values.Select(one => new Metric(one.Key, "", one.Value))];

    private sealed class SetClock : TimeProvider
    {
        private DateTimeOffset now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => now;

        public void Pass(TimeSpan time) => now += time > TimeSpan.Zero ? time : TimeSpan.Zero;
    }
}
