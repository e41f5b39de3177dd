using Verify.Origin.Profile;
using Verify.Scenarios.Load;
using Verify.Swarm.Tally;

namespace Verify.Tests.Swarm;

[Parallelizable]
public sealed class LoadVerdictTests
{
    private static readonly LoadTarget Live = SwarmResults.Live;

    [Test]
    public void A_good_run_passes_what_each_profile_asks_for()
    {
        foreach (var profile in Profiles.Shipped.Swarm.Names)
        {
            var verdict = Judge(SwarmResults.Good(), Defaults(profile));

            Assert.That(
                verdict.Verdict,
                Is.EqualTo(Verdict.Pass),
                string.Join("\n", verdict.Reasons)
            );
            Assert.That(verdict.Reasons, Is.Empty);
            Assert.That(verdict.Thresholds.Select(one => one.Threshold.Because), Has.None.Empty);
        }
    }

    [Test]
    public void One_threshold_missed_fails_and_is_named_with_what_was_found()
    {
        var verdict = Judge(
            SwarmResults.Good() with
            {
                Errors = new Dictionary<string, long> { ["status 404"] = 10 },
            },
            Defaults("default")
        );

        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(verdict.Reasons, Is.EqualTo(new[] { "errors<0.1%: 0.5 %" }));
    }

    [Test]
    public void Holes_that_no_request_failed_for_fail()
    {
        var good = SwarmResults.Good();

        IReadOnlyList<string> Of(SwarmResult result)
        {
            var verdict = Judge(result, Defaults("default"));
            Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Fail));
            return verdict.Reasons;
        }

        var left = good with { Audience = good.Audience with { GaveUp = 1 } };
        var jumped = good with { Playback = good.Playback with { Expired = 2 } };
        var back = good with { Playback = good.Playback with { Regressions = 3 } };
        Assert.That(Of(left), Is.EqualTo(new[] { "gaveup==0: 1" }));
        Assert.That(Of(jumped), Is.EqualTo(new[] { "expired==0: 2" }));
        Assert.That(Of(back), Is.EqualTo(new[] { "regressions==0: 3" }));
    }

    [TestCase("gentle", Verdict.Fail)]
    [TestCase("stress", Verdict.Fail)]
    [TestCase("burst", Verdict.Pass)]
    [TestCase("extreme", Verdict.Pass)]
    public void A_profile_that_looks_for_the_limit_bears_more(string profile, Verdict verdict)
    {
        var strained = SwarmResults.Good() with
        {
            Errors = new Dictionary<string, long> { ["status 503"] = 12 },
            Segments = SwarmResults.Latencies(1200),
        };

        Assert.That(Judge(strained, Defaults(profile)).Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public void A_threshold_of_the_users_takes_the_place_of_the_profiles_for_that_metric_alone()
    {
        var defaults = Defaults("default");
        var given = new[] { Threshold.Parse("errors<5%"), Threshold.Parse("errors.5xx==0") };

        var all = DefaultThresholds.With(given, "default", Live, toTheEnd: true);

        Assert.That(
            all.Select(one => one.ToString()),
            Is.EquivalentTo(
                defaults
                    .Select(one => one.ToString())
                    .Where(one => one != "errors<0.1%")
                    .Append("errors<5%")
                    .Append("errors.5xx==0")
            )
        );
    }

    [Test]
    public void What_a_saturated_generator_missed_is_not_the_servers_fault_and_what_it_met_no_pass()
    {
        var saturated = SwarmResults.Good() with { Inconclusive = "the generator was late itself" };

        var met = Judge(saturated, [Threshold.Parse("stalls==0")]);
        var missed = Judge(saturated, [Threshold.Parse("segment.p99<1ms")]);

        Assert.That(met.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(missed.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(missed.Thresholds.Single().Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(missed.Reasons[0], Is.EqualTo("the generator was late itself"));
    }

    [TestCase(1, 12, Verdict.Fail, "the playlist never advanced")]
    [TestCase(4, 4.5, Verdict.Fail, "standstill<=4s: 4.50 s")]
    [TestCase(4, 3.9, Verdict.Pass, null)]
    [TestCase(1, 2.5, Verdict.Inconclusive, "too short to see the playlist advance")]
    [TestCase(1, 3.9, Verdict.Inconclusive, "too short to see the playlist advance")]
    [TestCase(0, 0, Verdict.Inconclusive, "no playlist was read that stayed live")]
    public void A_live_playlist_has_to_advance(
        int versions,
        double seconds,
        Verdict verdict,
        string? said
    )
    {
        var still = SwarmResults.Good() with
        {
            Stream = new(TimeSpan.FromSeconds(2), versions, TimeSpan.FromSeconds(seconds), null),
        };

        var judged = Judge(still, Defaults("default"));

        Assert.That(judged.Verdict, Is.EqualTo(verdict));
        Assert.That(
            string.Join("\n", judged.Reasons),
            said is null ? Is.Empty : Does.Contain(said)
        );
    }

    [Test]
    public void No_threshold_of_the_users_lets_a_playlist_that_never_advanced_pass()
    {
        var still = SwarmResults.Good() with
        {
            Stream = new(TimeSpan.FromSeconds(2), 1, TimeSpan.FromSeconds(60), null),
        };

        var verdict = Judge(still, [Threshold.Parse("standstill<2m")]);

        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(verdict.Reasons[0], Does.StartWith("the playlist never advanced"));
    }

    [Test]
    public void What_has_an_end_has_to_be_played_to_it_unless_it_was_cut_short()
    {
        var target = Live with { Length = TimeSpan.FromSeconds(60) };
        var stream = new StreamSeen(
            TimeSpan.FromSeconds(2),
            1,
            TimeSpan.FromSeconds(10),
            target.Length
        );
        var half = SwarmResults.Good() with
        {
            Stream = stream,
            Audience = new(100, 100, 0, PlayedToEnd: 50, 0),
        };

        LoadVerdict Of(bool toTheEnd) =>
            LoadVerdict.Of(
                half,
                target,
                DefaultThresholds.With([], "default", target, toTheEnd),
                null
            );

        Assert.That(Of(toTheEnd: true).Reasons, Is.EqualTo(new[] { "ended==100%: 50 %" }));
        Assert.That(Of(toTheEnd: false).Verdict, Is.EqualTo(Verdict.Pass));
    }

    [TestCase(2000, 0, true)]
    [TestCase(2019, 0, true)]
    [TestCase(1981, 0, true)]
    [TestCase(2030, 0, false)]
    [TestCase(1970, 0, false)]
    [TestCase(2030, 20, true)]
    [TestCase(0, 0, false)]
    public void Counts_of_server_and_swarm_may_be_one_percent_apart(
        long server,
        long unanswered,
        bool agrees
    )
    {
        var count = new ServerCount(server, 2000, unanswered);

        var verdict = LoadVerdict.Of(SwarmResults.Good(), Live, Defaults("default"), count);

        Assert.That(count.Agrees, Is.EqualTo(agrees));
        Assert.That(verdict.Verdict, Is.EqualTo(agrees ? Verdict.Pass : Verdict.Inconclusive));
        if (!agrees)
            Assert.That(verdict.Reasons[0], Does.Contain($"{server}").And.Contain("2000"));
    }

    [Test]
    public void Connections_that_the_machine_does_not_allow_are_counted_before_anybody_comes()
    {
        Assert.DoesNotThrow(() => new HostLimits(1024, 28_000).MustCarry(100, 2));
        Assert.That(
            () => new HostLimits(1024, 28_000).MustCarry(600, 1),
            Throws
                .TypeOf<CannotRun>()
                .With.Message.Contains("600 connections")
                .And.Message.Contains("1024 files")
                .And.Message.Contains("at most 512 viewers")
        );
        Assert.That(
            () => new HostLimits(1_000_000, 28_000).MustCarry(6000, 5),
            Throws
                .TypeOf<CannotRun>()
                .With.Message.Contains("28000 ports")
                .And.Message.Contains("at most 5600 viewers")
        );
    }

    [Test]
    public void What_bounds_nothing_and_what_saw_nothing_is_no_pass()
    {
        var unbounded = Judge(SwarmResults.Good(), []);
        Assert.That(unbounded.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(unbounded.Reasons, Does.Contain("no threshold bounds anything"));

        var good = SwarmResults.Good();
        var silent = Judge(
            good with
            {
                Traffic = good.Traffic with { Requests = 0 },
            },
            [Threshold.Parse("gaveup==0")]
        );
        Assert.That(silent.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(silent.Reasons, Does.Contain("not one request was sent"));
    }

    private static IReadOnlyList<Threshold> Defaults(string profile) =>
        DefaultThresholds.With([], profile, Live, toTheEnd: true);

    private static LoadVerdict Judge(SwarmResult result, IReadOnlyList<Threshold> thresholds) =>
        LoadVerdict.Of(result, Live, thresholds, null);
}
