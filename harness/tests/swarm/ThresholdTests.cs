using Verify.Scenarios.Load;

namespace Verify.Tests.Swarm;

[Parallelizable]
public sealed class ThresholdTests
{
    private const int Mutants = 20_000;

    [TestCase("segment.p99<500ms", "segment.p99", "<", 500, false)]
    [TestCase("segment.p99.9 <= 1.5s", "segment.p99.9", "<=", 1500, false)]
    [TestCase("playlist.raw.max<250us", "playlist.raw.max", "<", 0.25, false)]
    [TestCase("live.p50<1m", "live.p50", "<", 60_000, false)]
    [TestCase(" stalls == 0 ", "stalls", "==", 0, false)]
    [TestCase("errors<0.1%", "errors", "<", 0.001, true)]
    [TestCase("errors < 5", "errors", "<", 5, false)]
    [TestCase("joined>=99.5%", "joined", ">=", 0.995, true)]
    [TestCase("throughput>20", "throughput", ">", 20, false)]
    [TestCase("throughput>20.5 Mbit/s", "throughput", ">", 20.5, false)]
    [TestCase("regressions!=1", "regressions", "!=", 1, false)]
    [TestCase("errors.5xx==0", "errors.5xx", "==", 0, false)]
    public void A_threshold_is_a_metric_a_comparison_and_a_bound(
        string text,
        string metric,
        string comparison,
        double bound,
        bool isShare
    )
    {
        var read = Threshold.Parse(text);

        Assert.That(read.Metric.Name, Is.EqualTo(metric));
        Assert.That(read.Comparison.Word, Is.EqualTo(comparison));
        Assert.That(read.Bound, Is.EqualTo(bound).Within(1e-12));
        Assert.That(read.IsShare, Is.EqualTo(isShare));
        Assert.That(Threshold.Parse(read.ToString()), Is.EqualTo(read), read.ToString());
    }

    [TestCase("", "is not METRIC COMPARISON BOUND|segment.p99<500ms|<=")]
    [TestCase("stalls", "is not METRIC COMPARISON BOUND")]
    [TestCase("stalls<", "is not METRIC COMPARISON BOUND")]
    [TestCase("<5", "is not METRIC COMPARISON BOUND")]
    [TestCase("stalls=0", "'=' is no comparison|==")]
    [TestCase("stalls=<0", "'=<' is no comparison|<=")]
    [TestCase("stalls==0==0", "is not METRIC COMPARISON BOUND")]
    [TestCase(
        "segmnt.p99<5ms",
        "'segmnt.p99' is no metric|playlist.raw|stalls|Did you mean 'segment.p99'?"
    )]
    [TestCase("segment<5ms", "'segment' is no metric|.p99.9")]
    [TestCase("Stalls==0", "'Stalls' is no metric|Did you mean 'stalls'?")]
    [TestCase("segment.p99<500", "'500' is none|us, ms, s or m|segment.p99<500ms")]
    [TestCase("segment.p99<5sec", "'5sec' is none|us, ms, s or m")]
    [TestCase("segment.p99<5%", "segment.p99 has no percentage")]
    [TestCase("segment.p99<-5ms", "'-5ms' is none")]
    [TestCase("stalls<5%", "stalls has no percentage")]
    [TestCase("stalls<5ms", "stalls is a count|stalls==0")]
    [TestCase("stalls<0.5", "stalls is a count|a whole number")]
    [TestCase("errors<many", "'many' is none|errors<1%")]
    [TestCase("errors<101%", "'101%' is no percentage from 0% to 100% of the requests")]
    [TestCase("errors<%", "'%' is no percentage")]
    [TestCase("throughput>fast", "throughput is a number of Mbit/s")]
    [TestCase("throughput>1e3", "throughput is a number of Mbit/s")]
    [TestCase("stalls<NaN", "stalls is a count")]
    public void What_is_no_threshold_is_refused_by_name(string text, string said)
    {
        var refused = Assert.Throws<UsageError>(() => Threshold.Parse(text))!;

        Assert.That(refused.Message, Does.StartWith($"--threshold '{text}': "));
        Assert.That(refused.Message, Does.Not.Contain("\n"));
        foreach (var word in said.Split('|'))
            Assert.That(refused.Message, Does.Contain(word));
    }

    // Whatever is typed is a threshold that reads the same again, or one message.
    [Test]
    public void No_mutant_does_anything_else()
    {
        var random = new Random(20261121);
        string[] seeds =
        [
            "segment.p99<500ms",
            "errors<0.1%",
            "stalls==0",
            "throughput>=20Mbit/s",
            "joined==100%",
            "live.max<=1.5m",
            "lateness.p99.9!=7us",
        ];
        const string letters = "<>=!.%09amsu \t\n\u0000\u001b\ud83d\u00e9-+e,/";
        var (readable, refused) = (0, 0);
        for (var i = 0; i < Mutants; i++)
        {
            var text = seeds[i % seeds.Length];
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length + 1);
                var end = Math.Min(text.Length, at + random.Next(3));
                var put = random.Next(3) == 0 ? "" : $"{letters[random.Next(letters.Length)]}";
                text = text[..at] + put + text[end..];
            }
            try
            {
                var read = Threshold.Parse(text);
                Assert.That(Threshold.Parse(read.ToString()), Is.EqualTo(read), text);
                readable++;
            }
            catch (UsageError said)
            {
                Assert.That(said.Message, Does.Not.Match(@"[\x00-\x1f]"), text);
                refused++;
            }
        }
        Assert.That(readable, Is.GreaterThan(Mutants / 20));
        Assert.That(refused, Is.GreaterThan(Mutants / 20));
    }

    // Nobody can say of a viewer whose first request is still under way that it was turned away, until that has timed out.
    [TestCase(0.05, 5, Verdict.Inconclusive)]
    [TestCase(0.05, 4, Verdict.Fail)]
    [TestCase(5, 5, Verdict.Fail)]
    public void Who_still_waits_when_time_is_up_has_not_been_turned_away(
        double seconds,
        long unanswered,
        Verdict verdict
    )
    {
        var good = SwarmResults.Good();
        var cut = good with
        {
            Elapsed = TimeSpan.FromSeconds(seconds),
            Audience = good.Audience with { Joined = 95 },
            Traffic = good.Traffic with { Unanswered = unanswered },
        };

        Assert.That(Threshold.Parse("joined==100%").Judge(cut).Verdict, Is.EqualTo(verdict));
    }

    [TestCase("segment.p99<101ms", Verdict.Pass)]
    [TestCase("segment.p99<100ms", Verdict.Inconclusive)]
    [TestCase("segment.p99<=99.5ms", Verdict.Inconclusive)]
    [TestCase("segment.p99<98ms", Verdict.Fail)]
    [TestCase("segment.raw.p99<50ms", Verdict.Fail)]
    [TestCase("segment.raw.p99<51ms", Verdict.Pass)]
    [TestCase("joined==100%", Verdict.Pass)]
    [TestCase("joined==100", Verdict.Pass)]
    [TestCase("joined<100%", Verdict.Fail)]
    [TestCase("errors<0.1%", Verdict.Pass)]
    [TestCase("throughput>=20", Verdict.Pass)]
    [TestCase("throughput>20", Verdict.Fail)]
    [TestCase("ended==100%", Verdict.Inconclusive)]
    public void It_holds_or_does_not_or_cannot_be_told(string text, Verdict verdict)
    {
        // Of the 100 ms one may be the generator's own: what would hold without it is not the server's fault for sure.
        var judged = Threshold.Parse(text).Judge(SwarmResults.Good());

        Assert.That(judged.Verdict, Is.EqualTo(verdict), judged.ActualText);
        Assert.That(judged.Why is null, Is.EqualTo(verdict != Verdict.Inconclusive));
    }

    [TestCase("segment.p99<500ms")]
    [TestCase("segment.p99>500ms")]
    [TestCase("join.max<1s")]
    [TestCase("errors<1%")]
    [TestCase("skipped<1%")]
    [TestCase("standstill<4s")]
    [TestCase("throughput>1")]
    public void Nothing_measured_is_nothing_met(string text)
    {
        var nothing = SwarmResults.Good() with
        {
            Segments = new(),
            Join = new(),
            Traffic = new(0, 0, 0, 0, 0, 0, 0, 0, 0),
            Stream = new(TimeSpan.Zero, 0, TimeSpan.Zero, null),
        };

        var judged = Threshold.Parse(text).Judge(nothing);

        Assert.That(judged.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(judged.Why, Is.Not.Empty);
    }
}
