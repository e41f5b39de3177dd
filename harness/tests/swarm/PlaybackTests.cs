using Verify.Instruments.Http;
using Verify.Instruments.Playlists;
using Verify.Swarm.Exchange;
using Verify.Swarm.Viewers;

namespace Verify.Tests.Swarm;

public sealed class PlaybackTests
{
    private static readonly TimeSpan Two = TimeSpan.FromSeconds(2);

    [Test]
    public void A_buffer_that_runs_dry_is_a_stall_as_long_as_the_next_segment_is_late()
    {
        var buffer = new PlaybackBuffer();
        var start = Instant.Now;
        buffer.Add(start, Two);
        buffer.Add(start + TimeSpan.FromSeconds(1), Two);
        Assert.That(buffer.Stalls, Is.Zero);
        Assert.That(
            buffer.Left(start + TimeSpan.FromSeconds(1)),
            Is.EqualTo(TimeSpan.FromSeconds(3))
        );

        buffer.Add(start + TimeSpan.FromSeconds(5.5), Two);
        buffer.End(start + TimeSpan.FromSeconds(8));

        // Dry from 4 to 5.5, and from 7.5 until the viewer was left at 8.
        Assert.That(buffer.Stalls, Is.EqualTo(2));
        Assert.That(buffer.Stalled, Is.EqualTo(TimeSpan.FromSeconds(2)));
    }

    [TestCase(10, false, 17)]
    [TestCase(3, false, 10)]
    [TestCase(2, false, 10)]
    [TestCase(10, true, 10)]
    public void A_viewer_starts_three_target_durations_from_the_live_edge(
        int segments,
        bool ended,
        int start
    )
    {
        var playlist = new MediaPlaylist(
            3,
            Two,
            10,
            0,
            [
                .. Enumerable
                    .Range(10, segments)
                    .Select(n => new MediaSegment(n, Two, $"{n}.ts", null, false, 0)),
            ],
            ended
        );

        Assert.That(LiveEdge.Start(playlist), Is.EqualTo(start));
    }

    [TestCase(188 * 5, 0, true)]
    [TestCase((188 * 5) - 1, 0, false)]
    [TestCase(188 * 5, 188, false)]
    [TestCase(0, 0, false)]
    public void Transport_packets_are_looked_for_across_any_cut(int length, int broken, bool holds)
    {
        var body = new byte[length];
        for (var i = 0; i < length; i += 188)
            body[i] = 0x47;
        if (broken > 0)
            body[broken] = 0;
        foreach (var cut in new[] { 1, 7, 187, 188, 189, 1000 })
        {
            var check = new TransportStreamCheck();
            foreach (var part in body.Chunk(cut))
                check.Take(part);
            Assert.That(check.Holds, Is.EqualTo(holds), $"in pieces of {cut}");
        }
    }
}
