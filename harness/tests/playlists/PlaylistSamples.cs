using System.Text;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Tests.Playlists;

/// <summary>Playlists that break nothing, with every tag there is between them.</summary>
internal static class PlaylistSamples
{
    public const string Live = """
        #EXTM3U
        #EXT-X-VERSION:3
        #EXT-X-TARGETDURATION:2
        #EXT-X-MEDIA-SEQUENCE:41
        #EXT-X-DISCONTINUITY-SEQUENCE:3
        #EXTINF:2.000000,
        41.ts
        #EXT-X-DISCONTINUITY
        #EXTINF:1.96,a title
        42.ts
        #EXTINF:2.0,
        43.ts
        #EXTINF:2.0,
        44.ts
        """;

    public const string Rich = """
        #EXTM3U
        #EXT-X-VERSION:8
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-START:TIME-OFFSET=-4.5,PRECISE=YES
        #EXT-X-DEFINE:NAME="host",VALUE="cdn.example"
        #EXT-X-TARGETDURATION:6
        #EXT-X-PLAYLIST-TYPE:EVENT
        #EXT-X-MAP:URI="init.mp4",BYTERANGE="720@0"
        #EXT-X-KEY:METHOD=AES-128,URI="https://{$host}/key",IV=0x0123456789abcdef0123456789ABCDEF
        #EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:00.500Z
        #EXT-X-DATERANGE:ID="ad",CLASS="break",START-DATE="2026-11-21T10:00:06Z",DURATION=6,END-DATE="2026-11-21T10:00:12Z",PLANNED-DURATION=6.0,X-COM="a,b",SCTE35-OUT=0xFC30
        #EXTINF:6.0,one
        #EXT-X-BYTERANGE:1000@720
        all.mp4
        #EXTINF:6.0,
        #EXT-X-BYTERANGE:500
        all.mp4
        #EXT-X-BITRATE:800
        #EXT-X-GAP
        #EXT-X-KEY:METHOD=NONE
        #EXTINF:6.0,
        https://{$host}/3.mp4
        """;

    public const string LowLatency = """
        #EXTM3U
        #EXT-X-VERSION:9
        #EXT-X-TARGETDURATION:4
        #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24.0,CAN-SKIP-DATERANGES=YES,HOLD-BACK=12.0,PART-HOLD-BACK=3.0
        #EXT-X-PART-INF:PART-TARGET=1.0
        #EXT-X-MEDIA-SEQUENCE:100
        #EXT-X-SKIP:SKIPPED-SEGMENTS=6
        #EXTINF:4.0,
        106.mp4
        #EXT-X-PART:DURATION=1.0,URI="107.0.mp4",INDEPENDENT=YES
        #EXT-X-PART:DURATION=1.0,URI="107.1.mp4"
        #EXT-X-PART:DURATION=0.95,URI="107.mp4",BYTERANGE="200@300"
        #EXT-X-PART:DURATION=0.9,URI="107.mp4",BYTERANGE="100",GAP=YES
        #EXTINF:3.85,
        107.mp4
        #EXT-X-PART:DURATION=1.0,URI="108.0.mp4",INDEPENDENT=YES
        #EXT-X-PRELOAD-HINT:TYPE=PART,URI="108.1.mp4",BYTERANGE-START=10,BYTERANGE-LENGTH=20
        #EXT-X-RENDITION-REPORT:URI="../low/s.m3u8",LAST-MSN=108,LAST-PART=0
        """;

    public const string Multivariant = """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-CONTENT-STEERING:SERVER-URI="/steer",PATHWAY-ID="a"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="en.m3u8",CHANNELS="2"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="Deutsch",LANGUAGE="de",URI="de.m3u8"
        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="English",FORCED=NO,URI="subs.m3u8"
        #EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="CC",INSTREAM-ID="SERVICE3"
        #EXT-X-STREAM-INF:BANDWIDTH=2340800,AVERAGE-BANDWIDTH=2128000,RESOLUTION=1280x720,FRAME-RATE=25.000,HDCP-LEVEL=NONE,VIDEO-RANGE=SDR,CODECS="avc1.42c01f,mp4a.40.2",AUDIO="aac",SUBTITLES="subs",CLOSED-CAPTIONS="cc"
        stream.m3u8
        #EXT-X-STREAM-INF:BANDWIDTH=600000,RESOLUTION=640x360,CODECS="avc1.42c01f,mp4a.40.2",AUDIO="aac",SUBTITLES="subs",CLOSED-CAPTIONS="cc"
        low/stream.m3u8
        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=100000,RESOLUTION=640x360,CODECS="avc1.42c01f",URI="iframes.m3u8"
        #EXT-X-SESSION-DATA:DATA-ID="com.example.title",VALUE="A title",LANGUAGE="en"
        #EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="skd://key",KEYFORMAT="com.apple.streamingkeydelivery",KEYFORMATVERSIONS="1"
        """;

    public static readonly IReadOnlyList<string> All = [Live, Rich, LowLatency, Multivariant];

    public static Playlist Read(string text, PlaylistReading reading = PlaylistReading.Strict) =>
        Playlist.Parse(Encoding.UTF8.GetBytes(text), reading);

    public static MediaPlaylist Media(string text) => (MediaPlaylist)Read(text);
}
