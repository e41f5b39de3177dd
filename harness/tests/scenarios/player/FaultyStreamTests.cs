using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;
using Verify.Scenarios.Player;
using Verify.Scenarios.Player.Faulty;

namespace Verify.Tests.Scenarios.Player;

/// <summary>What each faulty stream lists, and when.</summary>
public sealed class FaultyStreamTests
{
    private static readonly TimeSpan Late = FaultyStream.FaultAt + TimeSpan.FromSeconds(2.5);

    [Test]
    public void Until_the_fault_all_are_alike_but_for_the_name_of_what_is_missing()
    {
        var before = FaultyStream.FaultAt - TimeSpan.FromSeconds(1.1);
        foreach (var kind in Enum.GetValues<FaultKind>())
            Assert.That(At(kind, before), Is.EqualTo(At(FaultKind.Healthy, before)), $"{kind}");
    }

    [Test]
    public void A_frozen_playlist_stays_and_one_that_goes_backwards_lists_older_segments_than_before()
    {
        Assert.That(
            At(FaultKind.FrozenPlaylist, Late),
            Is.EqualTo(At(FaultKind.Healthy, FaultyStream.FaultAt))
        );
        var before = Sequence(
            FaultKind.SequenceBackwards,
            FaultyStream.FaultAt - TimeSpan.FromMilliseconds(1)
        );
        Assert.That(
            Sequence(FaultKind.SequenceBackwards, FaultyStream.FaultAt),
            Is.LessThan(before)
        );
        Assert.That(
            Sequence(FaultKind.SequenceBackwards, Late),
            Is.GreaterThan(Sequence(FaultKind.SequenceBackwards, FaultyStream.FaultAt)),
            "it goes on from there"
        );
    }

    [Test]
    public void The_segment_that_is_published_with_the_fault_is_missing_and_no_other()
    {
        var listed = Read(FaultKind.MissingSegment, Late).Segments.Select(one => one.Uri).ToArray();
        Assert.That(listed, Has.Exactly(1).EqualTo("../segments/gone.ts"));
        Assert.That(
            listed.Zip(Read(FaultKind.Healthy, Late).Segments, (one, other) => one == other.Uri),
            Has.Exactly(1).False
        );
    }

    [Test]
    public void How_far_a_viewer_is_behind_counts_what_is_listed_what_has_left_and_the_time_since()
    {
        var newest = Read(FaultKind.Healthy, TimeSpan.FromSeconds(3));
        var (half, second) = (TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
        // Segments 3 to 8 are listed.
        Assert.That(
            BehindLive.Of(newest, 8, half, TimeSpan.Zero),
            Is.EqualTo(half),
            "half of the newest is left to play"
        );
        Assert.That(BehindLive.Of(newest, 6, half, second), Is.EqualTo(3.5 * second));
        Assert.That(BehindLive.Of(newest, 1, TimeSpan.Zero, second), Is.EqualTo(9 * second));
    }

    private static string At(FaultKind kind, TimeSpan elapsed) =>
        FaultyStream.PlaylistAt(kind, elapsed);

    private static long Sequence(FaultKind kind, TimeSpan elapsed) => Read(kind, elapsed).Sequence;

    private static MediaPlaylist Read(FaultKind kind, TimeSpan elapsed) =>
        (MediaPlaylist)Playlist.Parse(System.Text.Encoding.ASCII.GetBytes(At(kind, elapsed)));
}
