using System.Collections.Concurrent;
using System.Text;
using Verify.Swarm;
using Verify.Swarm.Tally;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Swarm.Viewers;

/// <summary>What a viewer asks for, and when.</summary>
[CancelAfter(Hang.Milliseconds)]
[Parallelizable(ParallelScope.All)]
public sealed class ViewerTests
{
    [Test]
    public async Task An_adaptive_viewer_goes_up_where_the_network_carries_it(CancellationToken ct)
    {
        var asked = new ConcurrentQueue<string>();
        // A segment of 18,800 bytes comes in a moment: far more than 2 Mbit/s.
        await using var server = Ladder(asked, low: 500_000, high: 2_000_000);

        var result = await HlsSwarm.RunAsync(Adaptive, server.Endpoint, null, ct);

        Assert.That(result.ErrorCount, Is.Zero);
        Assert.That(result.Playback.Switches, Is.EqualTo(1));
        var segments = asked.Where(one => one.EndsWith(".ts", StringComparison.Ordinal)).ToArray();
        Assert.That(segments[0], Does.StartWith("/low/"));
        Assert.That(segments[^1], Does.StartWith("/high/"));
        Assert.That(result.Playback.Expired + result.Playback.Regressions, Is.Zero);
        // None twice, none left out.
        var numbers = segments.Select(Number).ToArray();
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(numbers[0], numbers.Length).ToArray()));
    }

    [Test]
    public async Task A_variant_that_nobody_follows_any_more_does_not_stand_still(
        CancellationToken ct
    )
    {
        await using var server = Ladder([], low: 500_000, high: 2_000_000);

        var result = await HlsSwarm.RunAsync(
            Adaptive with
            {
                Duration = TimeSpan.FromSeconds(6),
            },
            server.Endpoint,
            null,
            ct
        );

        Assert.That(result.Playback.Switches, Is.EqualTo(1));
        Assert.That(
            result.Stream.Standstill,
            Is.LessThan(TimeSpan.FromSeconds(3) + result.Generator.Lateness.Max)
        );
    }

    [Test]
    public async Task A_segment_that_nobody_answered_before_time_was_up_is_late(
        CancellationToken ct
    )
    {
        await using var server = new LiveServer
        {
            Ended = true,
            Slow = target => target == "/seg1.ts" ? TimeSpan.FromSeconds(30) : TimeSpan.Zero,
        };

        var result = await HlsSwarm.RunAsync(Stream, server.Endpoint, null, ct);

        Assert.That(result.Traffic.Unanswered, Is.EqualTo(1));
        Assert.That(result.Segments.Raw.Count, Is.EqualTo(1));
        Assert.That(result.Segments.Corrected.Count, Is.EqualTo(2));
        Assert.That(result.Segments.Corrected.Max, Is.GreaterThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task An_empty_segment_is_none(CancellationToken ct)
    {
        await using var server = new LiveServer
        {
            Spoil = target =>
                target.EndsWith(".ts", StringComparison.Ordinal) ? RawServer.Ok(""u8) : null,
        };

        var result = await HlsSwarm.RunAsync(Stream, server.Endpoint, null, ct);

        Assert.That(result.Errors.Keys, Is.EqualTo(new[] { "an empty segment" }));
        Assert.That(result.Audience.Joined, Is.Zero);
        Assert.That(result.Playback.Skipped, Is.Positive);
    }

    [Test]
    public async Task An_adaptive_viewer_stays_where_nothing_better_fits(CancellationToken ct)
    {
        var asked = new ConcurrentQueue<string>();
        await using var server = Ladder(asked, low: 500_000, high: long.MaxValue / 16);

        var result = await HlsSwarm.RunAsync(Adaptive, server.Endpoint, null, ct);

        Assert.That(result.Playback.Switches, Is.Zero);
        Assert.That(asked, Has.None.StartsWith("/high/"));
    }

    [Test]
    public async Task A_redirected_playlist_is_followed(CancellationToken ct)
    {
        await using var server = new LiveServer
        {
            Spoil = target =>
                target == "/moved.m3u8"
                    ? "HTTP/1.1 302 Found\r\nLocation: /stream.m3u8\r\nContent-Length: 0\r\n\r\n"u8.ToArray()
                    : null,
        };

        var result = await HlsSwarm.RunAsync(
            Adaptive with
            {
                Target = "/moved.m3u8",
            },
            server.Endpoint,
            null,
            ct
        );

        Assert.That(result.ErrorCount, Is.Zero);
        Assert.That(result.Audience.Joined, Is.EqualTo(1));
    }

    [Test]
    public async Task A_byte_range_is_asked_for_and_its_gap_is_not(CancellationToken ct)
    {
        var asked = new ConcurrentQueue<string>();
        await using var server = RawServer.Answering(
            (target, _) =>
            {
                asked.Enqueue(target);
                return target == "/s.m3u8"
                    ? RawServer.Ok(
                        "#EXTM3U\n#EXT-X-VERSION:8\n#EXT-X-TARGETDURATION:1\n#EXTINF:0.1,\n#EXT-X-BYTERANGE:188@376\nall.ts\n#EXT-X-GAP\n#EXTINF:0.1,\nno.ts\n#EXT-X-ENDLIST\n"u8
                    )
                    :
                    [
                        .. "HTTP/1.1 206 Partial Content\r\nContent-Length: 188\r\n\r\nG"u8,
                        .. new byte[187],
                    ];
            }
        );

        var result = await HlsSwarm.RunAsync(
            Adaptive with
            {
                Target = "/s.m3u8",
            },
            server.Endpoint("it"),
            null,
            ct
        );

        Assert.That(result.Errors, Is.Empty);
        Assert.That(asked, Is.EqualTo(new[] { "/s.m3u8", "/all.ts" }));
        Assert.That(result.Playback.Skipped, Is.Zero);
        Assert.That(result.Audience.PlayedToEnd, Is.EqualTo(1));
    }

    [Test]
    public async Task A_viewer_needs_a_second_connection_only_while_the_first_is_busy(
        CancellationToken ct
    )
    {
        await using var quick = new LiveServer();
        await using var slow = new LiveServer
        {
            // Longer than a target duration: the playlist falls due meanwhile.
            Slow = target =>
                target.EndsWith(".ts", StringComparison.Ordinal)
                    ? TimeSpan.FromSeconds(1.4)
                    : TimeSpan.Zero,
        };

        var results = await Task.WhenAll(
            HlsSwarm.RunAsync(Stream, quick.Endpoint, null, ct),
            HlsSwarm.RunAsync(Stream, slow.Endpoint, null, ct)
        );

        Assert.That(results[0].Traffic.Connections, Is.EqualTo(1));
        Assert.That(results[1].Traffic.Connections, Is.EqualTo(2));
    }

    [Test]
    public async Task Live_latency_is_what_a_viewer_is_behind_the_newest_media(CancellationToken ct)
    {
        await using var server = new LiveServer();

        var result = await HlsSwarm.RunAsync(Stream, server.Endpoint, null, ct);

        Assert.That(result.Live.Count, Is.EqualTo(result.Traffic.Segments));
        // It starts three target durations of a second from the end and sees a new segment within a reload's second;
        // what a busy machine adds was measured beside it.
        var late =
            result.Generator.Lateness.Max
            + result.Playlists.Corrected.Max
            + result.Segments.Corrected.Max;
        Assert.That(result.Live.Quantile(0).TotalSeconds, Is.GreaterThan(2.5));
        Assert.That(result.Live.Max, Is.LessThan(TimeSpan.FromSeconds(4.2) + late));
    }

    private static readonly SwarmPlan Adaptive = new(
        "/master.m3u8",
        Viewers: 1,
        RampPerSecond: 1,
        Jitter: TimeSpan.Zero,
        VariantChoice.Adaptive,
        Reconnect: TimeSpan.FromSeconds(1),
        SegmentRetries: 1,
        Timeout: TimeSpan.FromSeconds(20),
        Duration: TimeSpan.FromSeconds(3.2),
        Seed: 1
    );

    private static readonly SwarmPlan Stream = Adaptive with { Target = "/stream.m3u8" };

    private static LiveServer Ladder(ConcurrentQueue<string> asked, long low, long high) =>
        new()
        {
            Spoil = target =>
            {
                asked.Enqueue(target);
                return target == "/master.m3u8"
                    ? RawServer.Ok(
                        Encoding.ASCII.GetBytes(
                            $"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH={low}\nlow/stream.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH={high}\nhigh/stream.m3u8\n"
                        )
                    )
                    : null;
            },
        };

    private static int Number(string target) =>
        int.Parse(
            target.AsSpan(target.IndexOf("seg", StringComparison.Ordinal) + 3).TrimEnd(".ts"),
            System.Globalization.CultureInfo.InvariantCulture
        );
}
