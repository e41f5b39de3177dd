using Verify.Fixtures.Encoder;
using Verify.Fixtures.Packages;
using Verify.Swarm;
using Verify.Swarm.Tally;
using Verify.Tests.Ground;

namespace Verify.Tests.Swarm;

/// <summary>The same stream with the same fault, seen by the swarm and by a real player: who stalls?</summary>
/// <remarks>
/// Both start three segments of a second from the edge and so bear a fault of less than two seconds. Who stalls is what
/// can be compared; how often and how long is not, for two reasons. The swarm plays a segment when it is whole, FFmpeg
/// what has come of it so far. And FFmpeg's clock goes on while it waits: it hurries after it, where a player goes on
/// from where it stood.
/// </remarks>
[Waits]
[CancelAfter(Hang.Milliseconds)]
public sealed class FfmpegAgreementTests
{
    // Listed when the stream has run for three seconds: the early viewers are playing by then.
    private const int Spoilt = SpoiltStream.Listed + 3;

    // Four seconds longer than what is in a buffer, and two shorter than it: FFmpeg's buffer is a second fuller than the
    // swarm's, and what it is behind by has to stand clear of a busy machine's delays.
    private const int Gone = 7;
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(Gone);
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(1);

    // A late viewer joins when each fault is over and what was spoilt is out of reach: a segment is listed six seconds
    // before it leaves, and a viewer starts three from the edge.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Watching = TimeSpan.FromSeconds(19);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    // The machine itself: a test that could not look for so long has not seen who stalled. With it a bearable fault is
    // still shorter than the buffer of three seconds, and what FFmpeg may be late by than its stall of three.
    private static readonly TimeSpan Blind = TimeSpan.FromSeconds(1.5);

    private static readonly Dictionary<string, StreamFault> Faults = new()
    {
        ["nothing"] = new(int.MaxValue),
        ["one segment is missing"] = new(Spoilt) { Missing = 1 },
        ["seven segments are missing"] = new(Spoilt) { Missing = Gone },
        ["the playlist stands still for a second"] = new(Spoilt) { Frozen = Bearable },
        ["the playlist stands still for seven"] = new(Spoilt) { Frozen = TooLong },
        ["a segment takes a second"] = new(Spoilt) { Slow = Bearable },
        ["a segment takes seven"] = new(Spoilt) { Slow = TooLong },
    };

    private readonly Dictionary<string, Seen> seen = [];
    private TimeSpan blind;

    // Watching is waiting: side by side all of it takes as long as one of it.
    [OneTimeSetUp]
    public async Task Watch()
    {
        using var patience = new CancellationTokenSource(Hang.Milliseconds);
        var ct = patience.Token;
        await Installation.EnsureAsync([new EncoderService()], install: true, TextWriter.Null, ct);
        using var segments = await RealSegments.MakeAsync(
            (int)Watching.TotalSeconds + (2 * SpoiltStream.Listed),
            ct
        );
        await using var pauses = new Pauses();
        var watched = await Task.WhenAll(
            Faults.Select(async fault => (fault.Key, await WatchAsync(segments, fault.Value, ct)))
        );
        blind = pauses.Longest;
        foreach (var (name, outcome) in watched)
            seen[name] = outcome;
    }

    [TestCase("nothing", false)]
    [TestCase("one segment is missing", false)]
    [TestCase("seven segments are missing", true)]
    [TestCase("the playlist stands still for a second", false)]
    [TestCase("the playlist stands still for seven", true)]
    [TestCase("a segment takes a second", false)]
    [TestCase("a segment takes seven", true)]
    public void The_swarm_and_FFmpeg_agree_on_who_stalls(string fault, bool stalls)
    {
        var (swarm, lateSwarm, early, late) = seen[fault];
        TestContext.Out.WriteLine(
            $"swarm: {swarm.Audience.Stalled} of {swarm.Audience.Joined} stalled, {swarm.Playback}; late: {lateSwarm.Audience.Stalled}; "
                + $"FFmpeg: behind by {early.Behind}; late: {late.Behind}; the machine slept for {blind}"
        );
        if (blind > Blind)
            Assert.Inconclusive($"nothing ran on this machine for {blind}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(early.Played && late.Played, Is.True, early.Log + late.Log);
            Assert.That(swarm.Audience.Joined, Is.EqualTo(swarm.Plan.Viewers));
            Assert.That(lateSwarm.Audience.Joined, Is.EqualTo(lateSwarm.Plan.Viewers));
            Assert.That(early.Stalled(blind), Is.EqualTo(stalls), "FFmpeg, early");
            Assert.That(
                swarm.Audience.Stalled,
                Is.EqualTo(stalls ? swarm.Plan.Viewers : 0),
                "the swarm, early"
            );
            Assert.That(late.Stalled(blind), Is.False, "FFmpeg, late");
            Assert.That(lateSwarm.Audience.Stalled, Is.Zero, "the swarm, late");
        }
    }

    private static async Task<Seen> WatchAsync(
        RealSegments segments,
        StreamFault fault,
        CancellationToken ct
    )
    {
        await using var stream = new SpoiltStream(segments, fault);
        var swarm = HlsSwarm.RunAsync(Plan(Watching), stream.Endpoint, null, ct);
        await using var early = await FfmpegViewer.StartAsync(stream.Playlist, ct);
        await Task.Delay(Late, ct);
        var lateSwarm = HlsSwarm.RunAsync(Plan(Watching - Late), stream.Endpoint, null, ct);
        await using var late = await FfmpegViewer.StartAsync(stream.Playlist, ct);
        var (first, second) = (await swarm, await lateSwarm);
        // There is something to play for some seconds yet: a slow machine takes as long to start it.
        while (!late.Played && !late.HasEnded)
            await Task.Delay(BetweenLooks, ct);
        return new(first, second, early, late);
    }

    private static SwarmPlan Plan(TimeSpan duration) =>
        new(
            "/stream.m3u8",
            Viewers: 3,
            RampPerSecond: 10,
            Jitter: TimeSpan.Zero,
            VariantChoice.First,
            Reconnect: TimeSpan.FromSeconds(5),
            SegmentRetries: 1,
            Timeout: TimeSpan.FromSeconds(20),
            duration,
            Seed: 1
        );

    private sealed record Seen(
        SwarmResult Swarm,
        SwarmResult LateSwarm,
        FfmpegViewer Early,
        FfmpegViewer Late
    );
}
