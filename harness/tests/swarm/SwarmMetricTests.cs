using Verify.Scenarios.Load;

namespace Verify.Tests.Swarm;

[Parallelizable]
public sealed class SwarmMetricTests
{
    [TestCase("playlist.p50", 10)]
    [TestCase("playlist.raw.max", 5)]
    [TestCase("segment.p99.9", 100)]
    [TestCase("segment.raw.p90", 50)]
    [TestCase("join.p95", 30)]
    [TestCase("live.max", 4000)]
    [TestCase("lateness.p99", 1)]
    [TestCase("joined", 97)]
    [TestCase("gaveup", 3)]
    [TestCase("stalls", 7)]
    [TestCase("stalled", 1500)]
    [TestCase("stalled.viewers", 6)]
    [TestCase("skipped", 4)]
    [TestCase("expired", 5)]
    [TestCase("regressions", 8)]
    [TestCase("errors", 21)]
    [TestCase("errors.3xx", 1)]
    [TestCase("errors.4xx", 2)]
    [TestCase("errors.5xx", 3)]
    [TestCase("errors.timeout", 4)]
    [TestCase("errors.connect", 5)]
    [TestCase("errors.reset", 5)]
    [TestCase("errors.content", 1)]
    [TestCase("retries", 11)]
    [TestCase("timeouts", 12)]
    [TestCase("overdue", 14)]
    [TestCase("requests", 2000)]
    [TestCase("segments", 990)]
    [TestCase("throughput", 20)]
    [TestCase("standstill", 2000)]
    public void A_metric_is_read_from_its_own_place(string name, double value)
    {
        var result = SwarmResults.Good() with
        {
            Audience = new(100, Joined: 97, GaveUp: 3, PlayedToEnd: 0, Stalled: 6),
            Playback = new(7, TimeSpan.FromSeconds(1.5), 4, 5, 8, 9),
            Traffic = SwarmResults.Good().Traffic with
            {
                Retries = 11,
                Timeouts = 12,
                Unanswered = 13,
                Overdue = 14,
            },
            Errors = new Dictionary<string, long>
            {
                ["status 302"] = 1,
                ["status 404"] = 2,
                ["status 503"] = 3,
                ["timeout"] = 4,
                ["connect"] = 5,
                ["reset"] = 1,
                ["closed"] = 2,
                ["truncated"] = 2,
                ["not a playlist"] = 1,
            },
        };

        Assert.That(SwarmMetrics.TryGet(name, out var metric), Is.True);
        Assert.That(metric.Read(result), Is.EqualTo(value).Within(value * 0.01));
    }

    [Test]
    public void A_presentation_that_ends_has_an_end_and_no_standstill()
    {
        var ended = SwarmResults.Good() with
        {
            Audience = new(100, 100, 0, PlayedToEnd: 99, 0),
            Stream = new(
                TimeSpan.FromSeconds(2),
                1,
                TimeSpan.FromSeconds(9),
                TimeSpan.FromSeconds(60)
            ),
        };

        Assert.That(SwarmMetrics.Get("ended").Read(ended), Is.EqualTo(99));
        Assert.That(SwarmMetrics.Get("standstill").Read(ended), Is.Null);
    }

    [TestCase("status 404", "4xx")]
    [TestCase("status 599", "5xx")]
    [TestCase("status 200", "content")]
    [TestCase("status 4", "content")]
    [TestCase("a redirect without end", "3xx")]
    [TestCase("something new", "content")]
    public void Every_kind_of_error_is_of_one_class(string kind, string name) =>
        Assert.That(ErrorClass.Of(kind).Name, Is.EqualTo(name));

    [Test]
    public void Every_metric_says_what_it_is()
    {
        var list = MetricList.Text();

        Assert.That(SwarmMetrics.All.Select(one => one.Name), Is.Unique);
        Assert.That(SwarmMetrics.All.Select(one => one.Meaning), Has.None.Empty);
        foreach (
            var name in SwarmMetrics
                .Counts.Select(one => one.Name)
                .Concat(SwarmMetrics.Latencies.Select(one => one.Name))
        )
            Assert.That(list, Does.Contain(name));
    }
}
