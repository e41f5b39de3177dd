using Verify.Instruments.Replay;

namespace Verify.Tests.Instruments;

public sealed class CacheReplayTests
{
    private static readonly DateTimeOffset Epoch = DateTimeOffset.UnixEpoch.AddSeconds(1000);
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(1);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(10)]
    public void What_the_rule_gives_agrees_and_what_another_gives_does_not(int valid)
    {
        var random = new Random(valid);
        var published = Published(random);
        var answers = Cache(valid, Times(random), published);
        foreach (var assumed in new[] { 0, 1, 2, 3, 10 })
        {
            var wrong = CacheReplay.Disagreeing(TimeSpan.FromSeconds(assumed), answers, published);
            if (assumed == valid)
                Assert.That(wrong, Is.Empty);
            else
                Assert.That(wrong, Is.Not.Empty, $"valid {valid}, replayed with {assumed}");
        }
    }

    [Test]
    public void One_answer_of_a_version_that_was_gone_is_found([Range(0, 9)] int seed)
    {
        var random = new Random(seed);
        var published = Published(random);
        var answers = Cache(1, Times(random), published);
        var spoilt = answers.FindIndex(200, answer => answer.Version > 3);
        answers[spoilt] = answers[spoilt] with { Version = answers[spoilt].Version - 3 };

        var wrong = CacheReplay.Disagreeing(TimeSpan.FromSeconds(1), answers, published);

        Assert.That(wrong, Does.Contain(answers[spoilt]));
    }

    [Test]
    public void A_slow_answer_around_a_second_is_given_the_benefit()
    {
        (DateTimeOffset, TimeSpan)[] published =
        [
            (Epoch - TimeSpan.FromHours(1), TimeSpan.Zero),
            (Epoch.AddSeconds(0.5), TimeSpan.Zero),
        ];
        ReplayedAnswer first = new(Epoch.AddSeconds(0.1), Epoch.AddSeconds(0.1), 0);
        // It was under way when the entry died: it may be the last of the old or the first of the new.
        foreach (var version in new[] { 0, 1 })
            Assert.That(
                CacheReplay.Disagreeing(
                    TimeSpan.FromSeconds(1),
                    [first, new(Epoch.AddSeconds(0.9), Epoch.AddSeconds(1.1), version)],
                    published
                ),
                Is.Empty
            );
        Assert.That(
            CacheReplay.Disagreeing(
                TimeSpan.FromSeconds(1),
                [first, new(Epoch.AddSeconds(1.1), Epoch.AddSeconds(1.2), 0)],
                published
            ),
            Has.Count.EqualTo(1)
        );
    }

    private static List<(DateTimeOffset At, TimeSpan Error)> Published(Random random)
    {
        List<(DateTimeOffset, TimeSpan)> published = [(Epoch - TimeSpan.FromHours(1), default)];
        for (
            var at = Epoch;
            at < Epoch.AddSeconds(40);
            at += TimeSpan.FromSeconds(0.5 + random.NextDouble())
        )
            published.Add((at, default));
        return published;
    }

    private static List<DateTimeOffset> Times(Random random) =>
        [
            .. Enumerable
                .Range(0, 400)
                .Select(i => Epoch.AddSeconds((i + random.NextDouble()) * 0.1)),
        ];

    // nginx's rule in its plainest form: each request is handled at one known moment.
    private static List<ReplayedAnswer> Cache(
        int valid,
        IEnumerable<DateTimeOffset> times,
        List<(DateTimeOffset At, TimeSpan Error)> published
    )
    {
        var (made, version) = (long.MinValue / 2, -1);
        var answers = new List<ReplayedAnswer>();
        foreach (var time in times)
        {
            var now = time.ToUnixTimeSeconds();
            if (now - made >= valid)
                (made, version) = (now, published.FindLastIndex(one => one.At <= time));
            answers.Add(new(time - RoundTrip, time + RoundTrip, version));
        }
        return answers;
    }
}
