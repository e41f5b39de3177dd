using System.Globalization;
using Verify.Origin.Profile;

namespace Verify.Origin.Encoder;

/// <summary>The multivariant playlist of a single-bitrate origin; with a ladder FFmpeg writes it itself.</summary>
public static class MasterPlaylist
{
    private const int BitsPerKilobit = 1000;

    // BANDWIDTH is an upper bound (RFC 8216, 4.3.4.2) and MPEG-TS adds its own bytes; a tenth is what FFmpeg adds.
    private const int ContainerPercent = 110;

    private const string AacLowComplexity = "mp4a.40.2";

    public static string Render(OriginProfile profile)
    {
        var kbps = profile.Derived.TotalBitrateKbps;
        var bandwidth = ((long)kbps * BitsPerKilobit * ContainerPercent / 100).ToString(
            CultureInfo.InvariantCulture
        );
        var video = profile.Video;
        return $"""
            #EXTM3U
            #EXT-X-VERSION:3
            #EXT-X-STREAM-INF:BANDWIDTH={bandwidth},RESOLUTION={video.Width}x{video.Height},FRAME-RATE={profile.Encoder.Framerate}.000,CODECS="{H264.Codec(
                profile.Encoder
            )},{AacLowComplexity}"
            {profile.Hls.PlaylistName}

            """;
    }
}
