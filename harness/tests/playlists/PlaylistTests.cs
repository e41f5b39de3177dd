using System.Text;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Tests.Playlists;

[Parallelizable]
public sealed class PlaylistTests
{
    private const string Live = """
        #EXTM3U
        #EXT-X-VERSION:6
        #EXT-X-TARGETDURATION:2
        #EXT-X-MEDIA-SEQUENCE:41
        #EXT-X-DISCONTINUITY-SEQUENCE:3
        # a comment
        #EXTINF:2.000000,
        seg00041.ts
        #EXT-X-DISCONTINUITY
        #EXTINF:1.96,a title
        seg00042.ts
        """;

    private const string Multivariant = """
        #EXTM3U
        #EXT-X-VERSION:3
        #EXT-X-STREAM-INF:BANDWIDTH=2340800,AVERAGE-BANDWIDTH=2128000,RESOLUTION=1280x720,CODECS="avc1.42c01f,mp4a.40.2"
        stream.m3u8
        #EXT-X-STREAM-INF:BANDWIDTH=600000
        low/stream.m3u8
        """;

    [Test]
    public void A_media_playlist_is_read_whole()
    {
        var playlist = (MediaPlaylist)Parse(Live);

        Assert.That(playlist.Version, Is.EqualTo(6));
        Assert.That(playlist.TargetDuration, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(playlist.Sequence, Is.EqualTo(41));
        Assert.That(playlist.DiscontinuitySequence, Is.EqualTo(3));
        Assert.That(playlist.Ended, Is.False);
        Assert.That(
            playlist.Segments,
            Is.EqualTo(
                new MediaSegment[]
                {
                    new(41, TimeSpan.FromSeconds(2), "seg00041.ts", null, false, 8),
                    new(42, TimeSpan.FromSeconds(1.96), "seg00042.ts", "a title", true, 11),
                }
            )
        );
        Assert.That(((MediaPlaylist)Parse(Live + "\n#EXT-X-ENDLIST\n")).Ended, Is.True);
        Assert.That(
            ((MediaPlaylist)Parse(Live.ReplaceLineEndings("\r\n"))).Segments,
            Has.Count.EqualTo(2)
        );
    }

    [Test]
    public void A_multivariant_playlist_is_read_whole()
    {
        var playlist = (MultivariantPlaylist)Parse(Multivariant);

        Assert.That(
            playlist.Variants,
            Is.EqualTo(
                new Variant[]
                {
                    new(
                        2340800,
                        2128000,
                        "avc1.42c01f,mp4a.40.2",
                        new(1280, 720),
                        "stream.m3u8",
                        4
                    ),
                    new(600000, null, null, null, "low/stream.m3u8", 6),
                }
            )
        );
    }

    [TestCase("", 0, "empty")]
    [TestCase("#EXTM3U8\n", 1, "#EXTM3U")]
    [TestCase("<html>", 1, "#EXTM3U")]
    [TestCase("\uFEFF#EXTM3U\n", 1, "byte order mark")]
    [TestCase("#EXTM3U\n", 0, "EXT-X-TARGETDURATION")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:2.5\n", 2, "'2.5' is no decimal integer")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:-2\n", 2, "'-2'")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-TARGETDURATION:2\n", 3, "twice")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:nan,\na.ts\n", 3, "'nan'")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:-Infinity,\na.ts\n", 3, "'-Infinity'")]
    [TestCase(
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:9999999999999999999,\na.ts\n",
        3,
        "duration"
    )]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:2\na.ts\n", 3, "no EXTINF before")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n", 3, "no URI after")]
    [TestCase(
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n#EXTINF:2,\na.ts\n",
        4,
        "no URI between"
    )]
    [TestCase(
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n#EXT-X-MEDIA-SEQUENCE:5\n",
        5,
        "after the first segment"
    )]
    [TestCase("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:99999999999999999999\n", 2, "no decimal integer")]
    [TestCase("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na\n#EXTINF:2,\nb\n", 4, "does not belong")]
    [TestCase("#EXTM3U\n#EXT-X-STREAM-INF:CODECS=\"a\"\na\n", 2, "without BANDWIDTH")]
    [TestCase("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"a\na\n", 2, "not closed")]
    [TestCase("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,BANDWIDTH=2\na\n", 2, "twice")]
    [TestCase("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=big\na\n", 2, "RESOLUTION")]
    [TestCase("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n", 2, "no URI after")]
    [TestCase("#EXTM3U\nseg\0ment\n", 2, "control character")]
    public void What_is_wrong_is_named_with_its_line(string text, int line, string what)
    {
        Assert.That(
            () => Parse(text),
            Throws
                .TypeOf<PlaylistError>()
                .With.Property(nameof(PlaylistError.Line))
                .EqualTo(line)
                .And.Message.Contains(what)
        );
    }

    [Test]
    public void A_playlist_beyond_the_limits_is_refused_unread()
    {
        var limits = new PlaylistLimits(Bytes: 1000, Lines: 10);

        Assert.That(
            () => Playlist.Parse(new byte[1001], limits),
            Throws.TypeOf<PlaylistError>().With.Message.Contains("1000")
        );
        Assert.That(
            () => Playlist.Parse(Encoding.UTF8.GetBytes("#EXTM3U" + new string('\n', 11)), limits),
            Throws.TypeOf<PlaylistError>().With.Message.Contains("10 lines")
        );
    }

    [Test]
    public void Any_bytes_give_a_playlist_or_a_playlist_error_and_nothing_else()
    {
        var random = new Random(1);
        var seeds = new[] { Live, Multivariant }.Select(Encoding.UTF8.GetBytes).ToArray();
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = Mutated(seeds[i % 2], random);
            try
            {
                Playlist.Parse(bytes);
            }
            catch (PlaylistError) { }
            catch (Exception other)
            {
                Assert.Fail($"{other} for {Convert.ToBase64String(bytes)}");
            }
        }
    }

    private static byte[] Mutated(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 6); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at + 1));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(bytes.Count - at + 1)));
                    break;
                default:
                    bytes.InsertRange(
                        at,
                        Enumerable.Repeat((byte)"09,=\":\n#x-"[random.Next(10)], random.Next(30))
                    );
                    break;
            }
        }
        return [.. bytes];
    }

    private static Playlist Parse(string text) => Playlist.Parse(Encoding.UTF8.GetBytes(text));
}
