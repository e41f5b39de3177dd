using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Tests.Playlists;

/// <summary>Each tag of RFC 8216 and rfc8216bis becomes what it says.</summary>
[Parallelizable]
public sealed class PlaylistTagTests
{
    [Test]
    public void The_tags_of_segments_are_read()
    {
        var playlist = PlaylistSamples.Media(PlaylistSamples.Rich);
        Assert.That(playlist.Version, Is.EqualTo(8));
        Assert.That(playlist.IndependentSegments);
        Assert.That(
            playlist.Start,
            Is.EqualTo(new PlaylistStart(TimeSpan.FromSeconds(-4.5), true, 4))
        );
        Assert.That(playlist.Variables["host"], Is.EqualTo("cdn.example"));
        Assert.That(playlist.Type, Is.EqualTo(PlaylistType.Event));
        var (first, second, third) = (
            playlist.Segments[0],
            playlist.Segments[1],
            playlist.Segments[2]
        );
        Assert.That(first.Map, Is.EqualTo(new MediaMap("init.mp4", new(720, 0), 8)));
        Assert.That(
            first.Keys,
            Is.EqualTo(
                new EncryptionKey[]
                {
                    new(
                        "AES-128",
                        "https://cdn.example/key",
                        "0123456789abcdef0123456789ABCDEF",
                        "identity",
                        null,
                        9
                    ),
                }
            )
        );
        Assert.That(
            first.ProgramDateTime,
            Is.EqualTo(new DateTimeOffset(2026, 11, 21, 10, 0, 0, 500, TimeSpan.Zero))
        );
        Assert.That(first.Range, Is.EqualTo(new ByteRange(1000, 720)));
        Assert.That(
            second.Range,
            Is.EqualTo(new ByteRange(500, 1720)),
            "it follows the one before"
        );
        Assert.That(second.ProgramDateTime, Is.Null);
        Assert.That(third.Keys, Is.Empty, "METHOD=NONE");
        Assert.That(third.Gap && !second.Gap);
        Assert.That(third.BitrateKbps, Is.EqualTo(800));
        Assert.That(third.Uri, Is.EqualTo("https://cdn.example/3.mp4"));
        var range = playlist.DateRanges.Single();
        Assert.That(range.Id, Is.EqualTo("ad"));
        Assert.That(range.Duration, Is.EqualTo(TimeSpan.FromSeconds(6)));
        Assert.That(range.Client["X-COM"], Is.EqualTo("a,b"));
        Assert.That(range.Scte35["SCTE35-OUT"], Is.EqualTo("0xFC30"));
    }

    [Test]
    public void The_tags_of_low_latency_are_read()
    {
        var playlist = PlaylistSamples.Media(PlaylistSamples.LowLatency);
        TimeSpan One(double seconds = 1) => TimeSpan.FromSeconds(seconds);
        Assert.That(
            playlist.ServerControl,
            Is.EqualTo(new ServerControl(true, One(24), true, One(12), One(3), 4))
        );
        Assert.That(playlist.PartTarget, Is.EqualTo(One()));
        Assert.That(playlist.Skip!.Segments, Is.EqualTo(6));
        Assert.That(playlist.Segments.Select(s => s.Sequence), Is.EqualTo(new[] { 106L, 107L }));
        Assert.That(playlist.NextSequence, Is.EqualTo(108));
        Assert.That(playlist.Segments[0].Parts, Is.Empty);
        Assert.That(
            playlist.Segments[1].Parts,
            Is.EqualTo(
                new MediaPart[]
                {
                    new("107.0.mp4", One(), true, false, null, 10),
                    new("107.1.mp4", One(), false, false, null, 11),
                    new("107.mp4", One(0.95), false, false, new(200, 300), 12),
                    new("107.mp4", One(0.9), false, true, new(100, 500), 13),
                }
            )
        );
        Assert.That(playlist.Parts.Single().Uri, Is.EqualTo("108.0.mp4"));
        Assert.That(
            playlist.PreloadHints.Single(),
            Is.EqualTo(new PreloadHint("PART", "108.1.mp4", 10, 20, 17))
        );
        Assert.That(
            playlist.RenditionReports.Single(),
            Is.EqualTo(new RenditionReport("../low/s.m3u8", 108, 0, 18))
        );
    }

    [Test]
    public void The_tags_of_a_multivariant_playlist_are_read()
    {
        var playlist = (MultivariantPlaylist)PlaylistSamples.Read(PlaylistSamples.Multivariant);
        Assert.That(playlist.Steering, Is.EqualTo(new ContentSteering("/steer", "a", 3)));
        Assert.That(
            playlist.Renditions[0],
            Is.EqualTo(
                new MediaRendition(
                    "AUDIO",
                    "aac",
                    "English",
                    "en.m3u8",
                    "en",
                    true,
                    true,
                    false,
                    null,
                    null,
                    "2",
                    4
                )
            )
        );
        Assert.That(playlist.Renditions[3].InstreamId, Is.EqualTo("SERVICE3"));
        var variant = playlist.Variants[0];
        Assert.That(variant.FrameRate, Is.EqualTo(25));
        Assert.That(
            (
                variant.Audio,
                variant.Subtitles,
                variant.ClosedCaptions,
                variant.HdcpLevel,
                variant.VideoRange
            ),
            Is.EqualTo(("aac", "subs", "cc", "NONE", "SDR"))
        );
        Assert.That(playlist.IFrameVariants.Single().Uri, Is.EqualTo("iframes.m3u8"));
        Assert.That(playlist.SessionData.Single().Value, Is.EqualTo("A title"));
        Assert.That(
            playlist.SessionKeys.Single().Format,
            Is.EqualTo("com.apple.streamingkeydelivery")
        );
    }

    [Test]
    public void Variables_come_from_the_multivariant_playlist_and_from_the_address()
    {
        const string text =
            "#EXTM3U\n#EXT-X-DEFINE:IMPORT=\"a\"\n#EXT-X-DEFINE:QUERYPARAM=\"t\"\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{$a}/{$t}.ts\n";
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        MediaPlaylist Read(PlaylistContext context) =>
            (MediaPlaylist)Playlist.Parse(bytes, PlaylistReading.Strict, context: context);
        var known = new PlaylistContext(
            new("http://h/p.m3u8?x=1&t=to%20ken"),
            new Dictionary<string, string> { ["a"] = "cdn" }
        );
        Assert.That(Read(known).Segments[0].Uri, Is.EqualTo("cdn/to ken.ts"));
        Assert.That(Read(PlaylistContext.Unknown).Segments[0].Uri, Is.EqualTo("{$a}/{$t}.ts"));
        Assert.That(
            () =>
                Read(
                    known with
                    {
                        Imported = PlaylistSamples.Media(PlaylistSamples.Live).Variables,
                    }
                ),
            Throws.TypeOf<PlaylistError>().With.Property("Line").EqualTo(2)
        );
        Assert.That(
            () => Read(known with { Address = new("http://h/p.m3u8") }),
            Throws.TypeOf<PlaylistError>().With.Property("Line").EqualTo(3)
        );
    }

    [Test]
    public void Samples_that_break_nothing_give_no_finding_in_either_reading()
    {
        foreach (var text in PlaylistSamples.All)
        foreach (var reading in Enum.GetValues<PlaylistReading>())
            Assert.That(
                PlaylistConformance.Of(PlaylistSamples.Read(text, reading)),
                Is.Empty,
                text
            );
    }
}
