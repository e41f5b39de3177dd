using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Tests.Playlists;

/// <summary>Every malformed kind: refused by line and by what is wrong, or got over as players do.</summary>
[Parallelizable]
public sealed class PlaylistGrammarTests
{
    private const string Head = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n";
    private const string Tail = "#EXTINF:2,\na.ts\n";
    private const string Variants = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1";

    [TestCase("#EXTM3U \n#EXT-X-TARGETDURATION:2\n", 1, "white space after #EXTM3U")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:2.5\n", 2, "'2.5' is no decimal integer")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION: 2\n", 2, "white space around the value")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION :2\n", 2, "white space after EXT-X-TARGETDURATION")]
    [TestCase(Head + "#EXT-X-TARGETDURATION:3\n", 3, "EXT-X-TARGETDURATION is given twice")]
    [TestCase(Head + "#EXT-X-ENDLIST\n#EXT-X-ENDLIST\n", 4, "EXT-X-ENDLIST is given twice")]
    [TestCase(Head + "#EXTM3U\n", 3, "a second #EXTM3U")]
    [TestCase(Head + "#EXTINF:2\na.ts\n", 3, "without a comma")]
    [TestCase(Head + "#EXTINF: 2,\na.ts\n", 3, "white space around the value")]
    [TestCase(Head + "#EXTINF:-1,radio\na.ts\n", 3, "'-1' is no duration")]
    [TestCase(Head + "#EXTINF:2,\n#EXTINF:2,\na.ts\n", 4, "EXTINF follows EXTINF")]
    [TestCase(Head + "#EXTINF:2,\n", 3, "EXTINF with no URI after it")]
    [TestCase(Head + "a.ts\n", 3, "a URI with no EXTINF before it")]
    [TestCase(Head + "#EXTINF:2,\n a.ts\n", 4, "white space around a URI")]
    [TestCase(Head + "   \n" + Tail, 3, "a line of white space")]
    [TestCase(Head + "#EXTINF:2,\na\u0001.ts\n", 4, "control character 0x01")]
    [TestCase(Head + "# a comment\u0007\n" + Tail, 3, "control character 0x07")]
    [TestCase(Head + Tail + "#EXT-X-MEDIA-SEQUENCE:5\n", 5, "after the first segment")]
    [TestCase(Head + Tail + "#EXT-X-DISCONTINUITY-SEQUENCE:5\n", 5, "after the first segment")]
    [TestCase(
        Head + "#EXT-X-DISCONTINUITY\n#EXT-X-DISCONTINUITY-SEQUENCE:5\n" + Tail,
        4,
        "after EXT-X-DISCONTINUITY"
    )]
    [TestCase(Head + "#EXT-X-PLAYLIST-TYPE:LIVE\n", 3, "neither EVENT nor VOD")]
    [TestCase(
        Head + "#EXT-X-PROGRAM-DATE-TIME:yesterday\n" + Tail,
        3,
        "'yesterday' is no ISO 8601 date"
    )]
    [TestCase(
        Head + "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:00\n" + Tail,
        3,
        "without a time zone"
    )]
    [TestCase(Head + "#EXT-X-BYTERANGE:5\n" + Tail, 3, "a byte range with no offset")]
    [TestCase(Head + "#EXT-X-START:PRECISE=YES\n", 3, "without TIME-OFFSET")]
    [TestCase(Head + "#EXT-X-START:TIME-OFFSET=x\n", 3, "'x' is not a number of seconds")]
    [TestCase(
        Head + "#EXT-X-START:TIME-OFFSET=1,PRECISE=MAYBE\n",
        3,
        "'MAYBE' is not one of YES, NO"
    )]
    [TestCase(Head + "#EXT-X-DATERANGE:CLASS=\"a\"\n" + Tail, 3, "without ID")]
    [TestCase(
        Head
            + "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\",END-DATE=\"2026-11-20T10:00:00Z\"\n",
        3,
        "END-DATE before START-DATE"
    )]
    [TestCase(
        Head + "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"soon\"\n",
        3,
        "'soon' is not an ISO 8601 date"
    )]
    [TestCase(Head + "#EXT-X-DATERANGE:ID=\"a\",END-ON-NEXT=YES\n", 3, "END-ON-NEXT without CLASS")]
    [TestCase(
        Head + "#EXT-X-DATERANGE:ID=\"a\",CLASS=\"b\",END-ON-NEXT=YES,DURATION=1\n",
        3,
        "END-ON-NEXT with DURATION"
    )]
    [TestCase(Head + "#EXT-X-DATERANGE:ID=\"a\",DURATION=-1\n", 3, "'-1' is not a duration")]
    [TestCase(Head + "#EXT-X-DEFINE:VALUE=\"a\"\n", 3, "other than one of NAME")]
    [TestCase(Head + "#EXT-X-DEFINE:NAME=\"a\"\n", 3, "without VALUE")]
    [TestCase(Head + "#EXT-X-KEY:METHOD=NONE,URI=\"k\"\n" + Tail, 3, "URI with METHOD=NONE")]
    [TestCase(
        Head + "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=12\n" + Tail,
        3,
        "'12' is not a hexadecimal"
    )]
    [TestCase(
        Head
            + "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x0123456789abcdef0123456789ABCDEF0\n"
            + Tail,
        3,
        "more than 128 bits"
    )]
    [TestCase(Head + "#EXT-X-KEY:METHOD=AES-128,URI=k\n" + Tail, 3, "URI is not quoted")]
    [TestCase(Head + "#EXT-X-PART:DURATION=1,URI=\"p\"\n", 3, "EXT-X-PART without EXT-X-PART-INF")]
    [TestCase(Head + "#EXT-X-PART-INF:PART-TARGET=1\n#EXT-X-PART:DURATION=1\n", 4, "without URI")]
    [TestCase(Head + "#EXT-X-PART-INF:X=1\n", 3, "without PART-TARGET")]
    [TestCase(
        Head + "#EXT-X-PRELOAD-HINT:TYPE=SEGMENT,URI=\"a\"\n",
        3,
        "'SEGMENT' is not one of PART, MAP"
    )]
    [TestCase(Head + "#EXT-X-RENDITION-REPORT:LAST-MSN=1\n", 3, "without URI")]
    [TestCase(
        Head + "#EXT-X-SERVER-CONTROL:CAN-SKIP-DATERANGES=YES\n",
        3,
        "without CAN-SKIP-UNTIL"
    )]
    [TestCase(
        Head + Tail + "#EXT-X-STREAM-INF:BANDWIDTH=1\nb\n",
        5,
        "does not belong in a media playlist"
    )]
    [TestCase(
        Variants + "\na\n#EXT-X-DISCONTINUITY\n",
        4,
        "does not belong in a multivariant playlist"
    )]
    [TestCase(Variants + ",BANDWIDTH=2\na\n", 2, "BANDWIDTH is given twice")]
    [TestCase(Variants + ",CODECS=\"a\na\n", 2, "not closed")]
    [TestCase(Variants + ",CODECS=\"a\"b\na\n", 2, "text after the quoted CODECS")]
    [TestCase(Variants + ",CODECS=avc1\na\n", 2, "CODECS is not quoted")]
    [TestCase(Variants + ",HDCP-LEVEL=\"NONE\"\na\n", 2, "HDCP-LEVEL is quoted")]
    [TestCase(Variants + ",RESOLUTION=big\na\n", 2, "'big' is not a WIDTHxHEIGHT")]
    [TestCase(Variants + ",FRAME-RATE=fast\na\n", 2, "'fast' is not a decimal number")]
    [TestCase(Variants + ", AUDIO=\"a\"\na\n", 2, "white space around the name")]
    [TestCase(Variants + ",AUDIO= \"a\"\na\n", 2, "white space around the value")]
    [TestCase(Variants + ",audio=\"a\"\na\n", 2, "'audio' is no attribute name")]
    [TestCase(Variants + ",AUDIO\na\n", 2, "'AUDIO' is not NAME=value")]
    [TestCase(Variants + ",X=\na\n", 2, "'' is no value of X")]
    [TestCase(Variants + ",\na\n", 2, "a comma at the end")]
    [TestCase("#EXTM3U\n#EXT-X-STREAM-INF:CODECS=\"a\"\na\n", 2, "without BANDWIDTH")]
    [TestCase("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1k\na\n", 2, "'1k' is not a decimal integer")]
    [TestCase(Variants + "\n#EXT-X-STREAM-INF:BANDWIDTH=1\na\n", 3, "follows another with no URI")]
    [TestCase(Variants + "\n", 2, "no URI after it")]
    [TestCase("#EXTM3U\na\n#EXT-X-STREAM-INF:BANDWIDTH=1\nb\n", 2, "no EXT-X-STREAM-INF before")]
    [TestCase(Variants + "\na\n#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1\n", 4, "without URI")]
    [TestCase(Variants + "\na\n#EXT-X-MEDIA:TYPE=AUDIO,NAME=\"a\"\n", 4, "without GROUP-ID")]
    [TestCase(
        Variants + "\na\n#EXT-X-MEDIA:TYPE=SMELL,GROUP-ID=\"g\",NAME=\"a\"\n",
        4,
        "'SMELL' is not one of AUDIO"
    )]
    [TestCase(
        Variants + "\na\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"g\",NAME=\"a\"\n",
        4,
        "without URI"
    )]
    [TestCase(
        Variants + "\na\n#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"g\",NAME=\"a\"\n",
        4,
        "without INSTREAM-ID"
    )]
    [TestCase(
        Variants
            + "\na\n#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"g\",NAME=\"a\",INSTREAM-ID=\"CC9\"\n",
        4,
        "'CC9' is neither"
    )]
    [TestCase(
        Variants + "\na\n#EXT-X-SESSION-DATA:DATA-ID=\"a\"\n",
        4,
        "other than one of VALUE and URI"
    )]
    [TestCase(
        Variants + "\na\n#EXT-X-SESSION-KEY:METHOD=NONE\n",
        4,
        "METHOD=NONE in EXT-X-SESSION-KEY"
    )]
    [TestCase(
        Variants + "\na\n#EXT-X-CONTENT-STEERING:PATHWAY-ID=\"a\"\n",
        4,
        "without SERVER-URI"
    )]
    public void What_players_get_over_is_an_error_read_strictly_and_a_note_read_as_they_do(
        string text,
        int line,
        string what
    )
    {
        Refuses(text, PlaylistReading.Strict, line, what);
        var notes = PlaylistSamples.Read(text, PlaylistReading.Lenient).Notes;
        Assert.That(
            notes,
            Has.Some.Matches<PlaylistNote>(n => n!.Line == line && n.What.Contains(what))
        );
        Assert.That(notes.Select(note => note.Section), Has.All.Contains("section 4"));
    }

    [TestCase("", 0, "empty")]
    [TestCase("\n", 1, "not #EXTM3U")]
    [TestCase("#EXTM3U8\n", 1, "not #EXTM3U")]
    [TestCase("<!DOCTYPE html><html>", 1, "looks like HTML")]
    [TestCase("{\"error\":1}", 1, "looks like JSON")]
    [TestCase("\uFEFF#EXTM3U\n", 1, "byte order mark")]
    [TestCase("#EXTM3U\n", 0, "neither EXT-X-TARGETDURATION")]
    [TestCase("#EXTM3U\n" + Tail, 0, "neither EXT-X-TARGETDURATION")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:two\n", 2, "'two'")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:\n", 2, "'' is no decimal integer")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:99999999999\n", 2, "no duration")]
    [TestCase(Head + "#EXT-X-MEDIA-SEQUENCE:-1\n", 3, "'-1' is no decimal integer")]
    [TestCase(Head + "#EXT-X-MEDIA-SEQUENCE:99999999999999999999\n", 3, "no decimal integer")]
    [TestCase(Head + "#EXT-X-VERSION:x\n", 3, "'x' is no decimal integer")]
    [TestCase(Head + "#EXTINF:long,\na.ts\n", 3, "'long' is no duration")]
    [TestCase(Head + "#EXTINF:nan,\na.ts\n", 3, "'nan'")]
    [TestCase(Head + "#EXTINF:-,\na.ts\n", 3, "'-'")]
    [TestCase(Head + "#EXTINF:1e3,\na.ts\n", 3, "'1e3'")]
    [TestCase(Head + "#EXT-X-BYTERANGE:x@1\n" + Tail, 3, "'x@1' is not LENGTH")]
    [TestCase(Head + "#EXT-X-BYTERANGE:0@1\n" + Tail, 3, "'0@1' is not LENGTH")]
    [TestCase(Head + "#EXT-X-KEY:URI=\"k\"\n" + Tail, 3, "EXT-X-KEY without METHOD")]
    [TestCase(Head + "#EXT-X-KEY:METHOD=AES-128\n" + Tail, 3, "EXT-X-KEY without URI")]
    [TestCase(Head + "#EXT-X-MAP:BYTERANGE=\"1@0\"\n" + Tail, 3, "EXT-X-MAP without URI")]
    [TestCase(Head + "#EXT-X-SKIP:X=1\n" + Tail, 3, "without a number of SKIPPED-SEGMENTS")]
    [TestCase(
        Head + "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"1\"\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"2\"\n",
        4,
        "defined twice"
    )]
    [TestCase(Head + "#EXTINF:2,\n{$a}.ts\n", 4, "the variable 'a' is not defined")]
    public void What_no_player_can_play_is_refused_by_both_readings(
        string text,
        int line,
        string what
    )
    {
        foreach (var reading in Enum.GetValues<PlaylistReading>())
            Refuses(text, reading, line, what);
    }

    [Test]
    public void Bytes_that_are_no_utf8_are_named_and_got_over()
    {
        byte[] bytes = [.. "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n"u8, 0xC3, (byte)'\n'];
        Assert.That(
            () => Playlist.Parse(bytes),
            Throws
                .TypeOf<PlaylistError>()
                .With.Property("Line")
                .EqualTo(4)
                .And.Message.Contains("UTF-8")
        );
        var read = (MediaPlaylist)Playlist.Parse(bytes, PlaylistReading.Lenient);
        Assert.That(read.Segments.Single().Uri, Is.EqualTo("\uFFFD"));
    }

    [Test]
    public void A_lenient_reading_takes_what_players_take()
    {
        var media = (MediaPlaylist)
            PlaylistSamples.Read(
                Head
                    + "lost.ts\n#EXTINF:2,\n#EXTINF:1,\na.ts\n#EXTINF:-1\nb.ts\n#EXT-X-MEDIA-SEQUENCE:7\n#EXTINF:2,\n",
                PlaylistReading.Lenient
            );
        Assert.That(
            media.Segments.Select(s => (s.Sequence, s.Uri, s.Duration.TotalSeconds)),
            Is.EqualTo(new[] { (7L, "a.ts", 1.0), (8L, "b.ts", 0.001) })
        );
        var variants = (MultivariantPlaylist)
            PlaylistSamples.Read(
                Variants + ", CODECS=avc1,BANDWIDTH=2,RESOLUTION=big\na\n",
                PlaylistReading.Lenient
            );
        Assert.That(
            variants.Variants,
            Is.EqualTo(new Variant[] { new(2, null, "avc1", null, "a", 3) })
        );
    }

    private static void Refuses(string text, PlaylistReading reading, int line, string what) =>
        Assert.That(
            () => PlaylistSamples.Read(text, reading),
            Throws
                .TypeOf<PlaylistError>()
                .With.Property("Line")
                .EqualTo(line)
                .And.Message.Contains(what),
            $"{reading}"
        );
}
