using Verify.Origin.Encoder;
using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

public sealed class MasterPlaylistTests
{
    [Test]
    public void A_single_stream_has_a_master_playlist() =>
        Assert.That(
            MasterPlaylist.Render(Profiles.Shipped.Origin.Get("default")),
            Is.EqualTo(
                """
                #EXTM3U
                #EXT-X-VERSION:3
                #EXT-X-STREAM-INF:BANDWIDTH=2340800,RESOLUTION=1280x720,FRAME-RATE=30.000,CODECS="avc1.42c01f,mp4a.40.2"
                stream.m3u8

                """
            )
        );

    // As FFmpeg 5.1 writes them into the master playlist of the same settings.
    [TestCase("ultrafast", "zerolatency", "baseline", "3.1", "avc1.42c01f")]
    [TestCase("ultrafast", "zerolatency", "high", "4", "avc1.42c028")]
    [TestCase("ultrafast", "animation", "high", "4", "avc1.4d4028")]
    [TestCase("veryfast", "zerolatency", "main", "4.1", "avc1.4d4029")]
    [TestCase("veryfast", "zerolatency", "high", "5.2", "avc1.640034")]
    [TestCase("veryfast", "film", "baseline", "3", "avc1.42c01e")]
    public void CODECS_names_what_libx264_makes(
        string preset,
        string tune,
        string profile,
        string level,
        string codec
    ) =>
        Assert.That(
            H264.Codec(new EncoderSettings(30, preset, tune, profile, level)),
            Is.EqualTo(codec)
        );
}
