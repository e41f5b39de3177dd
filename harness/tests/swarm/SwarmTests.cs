using Verify.Swarm;
using Verify.Swarm.Tally;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Swarm;

[CancelAfter(Hang.Milliseconds)]
[Parallelizable(ParallelScope.All)]
public sealed class SwarmTests
{
    [Test]
    public async Task Viewers_of_a_good_stream_join_play_and_count_what_the_server_counts(
        CancellationToken ct
    )
    {
        await using var server = new LiveServer();
        var heard = new List<SwarmProgress>();

        var result = await HlsSwarm.RunAsync(
            Plan("/stream.m3u8") with
            {
                CheckEvery = 1,
            },
            server.Endpoint,
            new Heard(heard),
            ct
        );
        TestContext.Out.WriteLine(result);

        Assert.That(result.Audience.Started, Is.EqualTo(5));
        Assert.That(result.Audience.Joined, Is.EqualTo(5));
        Assert.That(result.ErrorCount, Is.Zero);
        Assert.That(
            result.Playback.Skipped + result.Playback.Expired + result.Playback.Regressions,
            Is.Zero
        );
        Assert.That(
            result.Traffic.Requests,
            Is.EqualTo(server.Requests).Within(result.Traffic.Unanswered)
        );
        Assert.That(result.Traffic.Connections, Is.InRange(5, 10));
        // Three at the start and one a second after: 3 s make at least five of each.
        Assert.That(result.Traffic.Segments, Is.GreaterThanOrEqualTo(5 * 5));
        Assert.That(result.Traffic.Checked, Is.EqualTo(result.Traffic.Segments));
        Assert.That(result.Segments.Raw.Count, Is.EqualTo(result.Traffic.Segments));
        Assert.That(
            result.Segments.Corrected.Quantile(0.5),
            Is.GreaterThanOrEqualTo(result.Segments.Raw.Quantile(0.5) * 0.99)
        );
        Assert.That(result.Traffic.Bytes, Is.GreaterThan(result.Traffic.Segments * 18_800));
        Assert.That(heard.Select(p => p.Requests), Is.Ordered.And.Not.Empty);
    }

    [Test]
    public async Task A_stream_that_stands_still_stalls_every_viewer(CancellationToken ct)
    {
        await using var server = new LiveServer { FrozenAt = 0 };

        // Three segments of a second are played by then, and no more came.
        var result = await HlsSwarm.RunAsync(
            Plan("/stream.m3u8") with
            {
                Duration = TimeSpan.FromSeconds(4.5),
            },
            server.Endpoint,
            null,
            ct
        );

        Assert.That(result.Audience.Stalled, Is.EqualTo(5));
        Assert.That(result.Playback.Stalled, Is.GreaterThan(TimeSpan.FromSeconds(5 * 0.5)));
        Assert.That(result.Traffic.Segments, Is.EqualTo(5 * 3));
    }

    [Test]
    public async Task Missing_and_broken_segments_are_retried_skipped_and_named(
        CancellationToken ct
    )
    {
        await using var server = new LiveServer
        {
            Spoil = target =>
                target switch
                {
                    "/seg3.ts" => RawServer.NotFound(),
                    "/seg4.ts" => RawServer.Ok("no transport stream"u8),
                    _ => null,
                },
        };

        var result = await HlsSwarm.RunAsync(
            Plan("/stream.m3u8") with
            {
                Viewers = 1,
                CheckEvery = 1,
                SegmentRetries = 2,
            },
            server.Endpoint,
            null,
            ct
        );

        Assert.That(result.Errors["status 404"], Is.EqualTo(3));
        Assert.That(result.Traffic.Retries, Is.EqualTo(2));
        Assert.That(result.Playback.Skipped, Is.EqualTo(1));
        Assert.That(result.Errors["not MPEG-TS"], Is.EqualTo(1));
    }

    [TestCase(VariantChoice.First, true, false)]
    [TestCase(VariantChoice.Highest, false, true)]
    [TestCase(VariantChoice.All, true, true)]
    public async Task A_variant_is_chosen_as_planned(
        VariantChoice choice,
        bool low,
        bool high,
        CancellationToken ct
    )
    {
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var server = new LiveServer
        {
            Spoil = target =>
            {
                asked.Add(target);
                return null;
            },
        };

        var result = await HlsSwarm.RunAsync(
            Plan("/master.m3u8") with
            {
                Variant = choice,
                Viewers = 1,
                Duration = TimeSpan.FromSeconds(0.8),
            },
            server.Endpoint,
            null,
            ct
        );

        Assert.That(result.ErrorCount, Is.Zero);
        Assert.That(
            asked.Any(t => t.StartsWith("/low/seg", StringComparison.Ordinal)),
            Is.EqualTo(low)
        );
        Assert.That(
            asked.Any(t => t.StartsWith("/high/seg", StringComparison.Ordinal)),
            Is.EqualTo(high)
        );
    }

    [Test]
    public async Task A_presentation_that_ends_is_played_to_its_end(CancellationToken ct)
    {
        await using var server = new LiveServer { Ended = true };

        var result = await HlsSwarm.RunAsync(Plan("/s.m3u8"), server.Endpoint, null, ct);

        Assert.That(result.Audience.PlayedToEnd, Is.EqualTo(5));
        Assert.That(result.Traffic.Segments, Is.EqualTo(10));
        Assert.That(result.Playback.Stalls, Is.Zero);
        Assert.That(result.Elapsed, Is.LessThan(result.Plan.Duration));
    }

    [Test]
    public async Task No_playlist_ends_no_run_and_passes_for_nothing(CancellationToken ct)
    {
        await using var missing = new LiveServer { Spoil = _ => RawServer.NotFound() };
        await using var page = new LiveServer { Spoil = _ => RawServer.Ok("<html>"u8) };
        await using var garbage = new LiveServer { Spoil = _ => "what?\r\n\r\n"u8.ToArray() };
        var plan = Plan("/stream.m3u8") with { Duration = TimeSpan.FromSeconds(1.5) };

        var results = await Task.WhenAll(
            HlsSwarm.RunAsync(plan with { Reconnect = null }, missing.Endpoint, null, ct),
            HlsSwarm.RunAsync(plan, page.Endpoint, null, ct),
            HlsSwarm.RunAsync(plan, garbage.Endpoint, null, ct)
        );

        Assert.That(results[0].Errors["status 404"], Is.EqualTo(5));
        Assert.That(results[0].Audience.GaveUp, Is.EqualTo(5));
        Assert.That(results[0].Inconclusive, Does.Contain("no request was answered"));
        Assert.That(results[1].Errors["not a playlist"], Is.EqualTo(15));
        Assert.That(results[2].Errors["malformed"], Is.EqualTo(15));
        Assert.That(results.Select(r => r.Audience.Joined), Is.All.Zero);
    }

    [Test]
    public async Task A_ramp_that_was_not_reached_is_inconclusive(CancellationToken ct)
    {
        await using var server = new LiveServer();

        var result = await HlsSwarm.RunAsync(
            Plan("/stream.m3u8") with
            {
                RampPerSecond = 1,
                Duration = TimeSpan.FromSeconds(0.8),
            },
            server.Endpoint,
            null,
            ct
        );

        Assert.That(result.Inconclusive, Does.Contain("of 5 viewers had started"));
    }

    private static SwarmPlan Plan(string target) =>
        new(
            target,
            Viewers: 5,
            RampPerSecond: 50,
            Jitter: TimeSpan.FromMilliseconds(10),
            VariantChoice.First,
            Reconnect: TimeSpan.FromSeconds(5),
            SegmentRetries: 1,
            Timeout: TimeSpan.FromSeconds(20),
            Duration: TimeSpan.FromSeconds(3.2),
            Seed: 1
        );

    private sealed class Heard(List<SwarmProgress> heard) : IProgress<SwarmProgress>
    {
        public void Report(SwarmProgress value) => heard.Add(value);
    }
}
