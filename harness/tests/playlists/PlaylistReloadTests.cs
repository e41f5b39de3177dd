using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;

namespace Verify.Tests.Playlists;

/// <summary>Successive versions of a playlist: each rule kept and broken.</summary>
[Parallelizable]
public sealed class PlaylistReloadTests
{
    // The segments 10 to 14 of 2 s, "d12" one with a discontinuity before it.
    private static MediaPlaylist At(
        long sequence,
        string segments = "10 11 12 13 14",
        string head = "",
        int target = 2,
        long discontinuities = 0
    ) =>
        PlaylistSamples.Media(
            $"#EXTM3U\n#EXT-X-TARGETDURATION:{target}\n#EXT-X-MEDIA-SEQUENCE:{sequence}\n"
                + $"#EXT-X-DISCONTINUITY-SEQUENCE:{discontinuities}\n{head}"
                + string.Concat(
                    segments
                        .Split(' ')
                        .Select(name =>
                            (name[0] == 'd' ? "#EXT-X-DISCONTINUITY\n" : "")
                            + $"#EXTINF:2,\n{name.TrimStart('d')}.ts\n"
                        )
                )
        );

    private static readonly MediaPlaylist Before = At(10);

    [Test]
    public void An_ordinary_reload_breaks_nothing()
    {
        Breaks(Before, Before);
        Breaks(Before, At(11, "11 12 13 14 15"));
        Breaks(Before, At(10, "10 11 12 13 14 15"));
        Breaks(Before, At(15, "15 16 17 18 19"));
        Breaks(Before, At(11, "11 12 13 14", "#EXT-X-ENDLIST\n"));
        Breaks(Before, At(13, "13 14", "#EXT-X-ENDLIST\n"));
        var parted = At(10, "10 d11 12 13 14");
        Breaks(parted, At(11, "d11 12 13 14 15"));
        Breaks(parted, At(12, "12 13 14 15 16", discontinuities: 1));
        Breaks(parted, At(11, "11 12 13 14 15", discontinuities: 1));
        Breaks(
            At(10, head: "#EXT-X-PLAYLIST-TYPE:EVENT\n"),
            At(10, "10 11 12 13 14 15", "#EXT-X-PLAYLIST-TYPE:EVENT\n")
        );
    }

    [Test]
    public void A_reload_that_breaks_a_rule_says_which()
    {
        Breaks(
            Before,
            At(11, "11 12 13 14 15", target: 4),
            "target-duration-changed",
            "segments-removed-early"
        );
        Breaks(Before, At(10, target: 4), "target-duration-changed");
        Breaks(Before, At(9, "9 10 11 12 13"), "media-sequence-regress");
        Breaks(Before, At(0, "10 11 12 13 14"), "media-sequence-regress", "media-sequence-wrong");
        Breaks(Before, At(10, "10 11 12 13"), "segments-withdrawn");
        Breaks(Before, At(17, "17 18 19 20"), "segments-never-listed");
        Breaks(Before, At(11), "media-sequence-wrong");
        Breaks(Before, At(10, "11 12 13 14 15"), "media-sequence-wrong");
        Breaks(Before, At(11, "11 12 99 14 15"), "segment-changed");
        Breaks(Before, At(13, "13 14"), "segments-removed-early");
        var ended = At(10, head: "#EXT-X-ENDLIST\n");
        Breaks(ended, Before, "changed-after-end");
        Breaks(ended, At(10, "10 11 12 13 14 15", "#EXT-X-ENDLIST\n"), "changed-after-end");
        Breaks(ended, ended);
        var happening = At(10, head: "#EXT-X-PLAYLIST-TYPE:EVENT\n");
        Breaks(
            happening,
            At(11, "11 12 13 14 15", "#EXT-X-PLAYLIST-TYPE:EVENT\n"),
            "playlist-type-broken"
        );
        var fixedList = At(10, head: "#EXT-X-PLAYLIST-TYPE:VOD\n");
        Breaks(
            fixedList,
            At(10, "10 11 12 13 14 15", "#EXT-X-PLAYLIST-TYPE:VOD\n"),
            "playlist-type-broken"
        );
        var parted = At(10, "10 d11 12 13 14", discontinuities: 4);
        Breaks(
            parted,
            At(12, "12 13 14 15 16", discontinuities: 4),
            "discontinuity-sequence-wrong"
        );
        Breaks(
            parted,
            At(11, "d11 12 13 14 15", discontinuities: 5),
            "discontinuity-sequence-wrong"
        );
        Breaks(
            parted,
            At(11, "d11 12 13 14 15", discontinuities: 3),
            "discontinuity-sequence-regress"
        );
    }

    [Test]
    public void A_segment_that_changes_its_length_or_range_has_changed()
    {
        MediaPlaylist With(string segment) =>
            PlaylistSamples.Media($"#EXTM3U\n#EXT-X-TARGETDURATION:2\n{segment}");
        var before = With("#EXTINF:2,\n#EXT-X-BYTERANGE:5@0\na\n");
        Breaks(before, With("#EXTINF:1.5,\n#EXT-X-BYTERANGE:5@0\na\n"), "segment-changed");
        var found = PlaylistConformance.Between(
            before,
            With("#EXTINF:2,\n#EXT-X-BYTERANGE:6@0\na\n")
        );
        Assert.That(
            found.Single().What,
            Does.Contain("bytes 0 to 4 and is a of 2 s, bytes 0 to 5 now")
        );
        Assert.That(found.Single().Line, Is.EqualTo(5));
    }

    [Test]
    public void What_was_hinted_at_must_come()
    {
        var before = PlaylistSamples.Media(PlaylistSamples.LowLatency);
        string Next(string part) =>
            PlaylistSamples.LowLatency.Replace(
                "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"108.1.mp4\",BYTERANGE-START=10,BYTERANGE-LENGTH=20",
                part
            );
        Breaks(
            before,
            PlaylistSamples.Media(
                Next("#EXT-X-PART:DURATION=1,URI=\"108.1.mp4\",BYTERANGE=\"20@10\"")
            )
        );
        Breaks(
            before,
            PlaylistSamples.Media(Next("#EXT-X-PART:DURATION=1,URI=\"108.x.mp4\"")),
            "preload-hint-unfulfilled"
        );
    }

    // Seen at these seconds; the target duration is 2 s, 3 s are allowed.
    [TestCase(new[] { 0.0, 2.9 }, false)]
    [TestCase(new[] { 0.0, 1, 2, 3.1 }, true)]
    public void A_version_may_stand_for_one_and_a_half_target_durations(double[] seconds, bool late)
    {
        SeenPlaylist[] seen =
        [
            .. seconds.Select(s => new SeenPlaylist(Before, TimeSpan.FromSeconds(s))),
        ];
        var next = new SeenPlaylist(At(11, "11 12 13 14 15"), TimeSpan.FromSeconds(20));
        var rules = PlaylistConformance.Over([.. seen, next]).Select(f => f.Rule);
        Assert.That(rules, late ? Is.EqualTo(new[] { "playlist-late" }) : Is.Empty);
        var ended = At(10, head: "#EXT-X-ENDLIST\n");
        Assert.That(
            PlaylistConformance.Over([.. seen.Select(s => s with { Playlist = ended })]),
            Is.Empty
        );
    }

    [Test]
    public void Variants_must_keep_step()
    {
        const string Dated = "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:0";
        string[] Rules(MediaPlaylist a, MediaPlaylist b) =>
            [.. PlaylistConformance.Together([("a", a), ("b", b)]).Select(f => f.Rule)];
        Assert.That(Rules(Before, At(11, "11 12 13 14 15")), Is.Empty);
        Assert.That(
            Rules(Before, At(10, target: 3)),
            Is.EqualTo(new[] { "target-durations-differ" })
        );
        Assert.That(
            Rules(Before, At(10, discontinuities: 1)),
            Is.EqualTo(new[] { "discontinuity-sequences-differ" })
        );
        Assert.That(Rules(At(1, head: Dated + "0Z\n"), At(1, head: Dated + "2Z\n")), Is.Empty);
        Assert.That(
            Rules(At(1, head: Dated + "0Z\n"), At(1, head: Dated + "3Z\n")),
            Is.EqualTo(new[] { "renditions-out-of-sync" })
        );
        const string End = "#EXT-X-ENDLIST\n";
        Assert.That(Rules(At(0, "0 1 2", End), At(0, "0 1 2 3", End)), Is.Empty);
        Assert.That(
            Rules(At(0, "0 1 2", End), At(0, "0 1 2 3 4", End)),
            Is.EqualTo(new[] { "renditions-out-of-sync" })
        );
    }

    private static void Breaks(MediaPlaylist before, MediaPlaylist after, params string[] rules)
    {
        var found = PlaylistConformance.Between(before, after);
        Assert.That(
            found.Select(f => f.Rule).Order(),
            Is.EqualTo(rules.Order()),
            string.Join('\n', found)
        );
    }
}
