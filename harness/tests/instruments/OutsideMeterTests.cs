using System.Text;
using Verify.Instruments.Http;
using Verify.Instruments.Staleness;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Instruments;

/// <summary>What a client alone sees of servers whose staleness is known by construction.</summary>
[Waits, Parallelizable]
public sealed class OutsideMeterTests
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    // A busy machine answers late; what is late by more than this, and by what it let nothing run for, is the servers'.
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(300);

    private Pauses pauses = null!;

    [SetUp]
    public void Look_at_the_machine() => pauses = new();

    [TearDown]
    public ValueTask End_it() => pauses.DisposeAsync();

    private TimeSpan Slack => Usual + pauses.Longest;

    [Test]
    public async Task A_fresh_stream_moves_on_and_never_goes_back()
    {
        await using var server = new LiveServer();
        var seen = await WatchAsync(server.Endpoint);
        Assert.That(seen.Inconclusive, Is.Null);
        Assert.That(seen.Versions, Is.InRange(4, 7));
        Assert.That(seen.TargetDuration, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(
            seen.LongestStandstill,
            Is.InRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1) + Slack)
        );
        Assert.That(seen.OldAfterNew, Is.LessThan(Slack));
        Assert.That(seen.Regressions, Is.Zero);
    }

    [Test]
    public async Task Caches_of_different_age_show_how_long_an_old_version_lives_and_how_far_it_steps_back()
    {
        // Every other connection is answered with what was current two seconds ago.
        var start = Instant.Now;
        await using var server = RawServer.Answering(
            (_, connection) =>
                Playlist((int)(Instant.Now - start).TotalSeconds + (connection % 2 == 0 ? 2 : 0))
        );
        var seen = await WatchAsync(server.Endpoint("two caches"));
        Assert.That(seen.Inconclusive, Is.Null);
        Assert.That(
            seen.OldAfterNew,
            Is.InRange(TimeSpan.FromSeconds(1.9) - Slack, TimeSpan.FromSeconds(2) + Slack)
        );
        Assert.That(seen.Regressions, Is.GreaterThan(10));
        Assert.That(seen.LargestStepBack, Is.EqualTo(2));
    }

    [Test]
    public async Task A_stream_that_stands_still_is_seen_to()
    {
        await using var server = new LiveServer { FrozenAt = 1 };
        var seen = await WatchAsync(server.Endpoint);
        Assert.That(seen.LongestStandstill, Is.GreaterThan(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public async Task What_is_no_live_playlist_is_inconclusive_and_not_fresh()
    {
        await using var ended = new LiveServer { Ended = true };
        Assert.That(
            (await WatchAsync(ended.Endpoint, Glance)).Inconclusive,
            Does.Contain("EXT-X-ENDLIST")
        );
        await using var html = RawServer.Answering((_, _) => RawServer.Ok("<html>"u8));
        Assert.That(
            (await WatchAsync(html.Endpoint("html"), Glance)).Inconclusive,
            Does.Contain("media playlist")
        );
        await using var gone = RawServer.Answering((_, _) => RawServer.NotFound());
        var missing = await WatchAsync(gone.Endpoint("gone"), Glance);
        Assert.That(missing.Inconclusive, Is.Not.Null);
        Assert.That(missing.Errors.Keys, Is.EqualTo(new[] { "status 404" }));
    }

    private static Task<OutsideView> WatchAsync(Endpoint endpoint, TimeSpan? duration = null) =>
        OutsideMeter.WatchAsync(
            new(new("/stream.m3u8", Interval, 1), duration ?? Watched),
            new(endpoint),
            null,
            CancellationToken.None
        );

    private static byte[] Playlist(int first) =>
        RawServer.Ok(
            Encoding.ASCII.GetBytes(
                $"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:{first}\n#EXTINF:1,\nseg{first}.ts\n"
            )
        );
}
