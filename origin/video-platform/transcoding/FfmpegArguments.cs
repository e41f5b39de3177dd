using System.Globalization;

namespace Verify.VideoPlatform.Transcoding;

/// <summary>FFmpeg's arguments for a VOD ladder of one source.</summary>
internal static class FfmpegArguments
{
    private const int SegmentSeconds = 2;
    private const string AudioBitrate = "64k";

    /// <param name="version">Written into every segment as the service's name: which version it is of can be seen in itself.</param>
    public static IReadOnlyList<string> Of(VideoSource source, int version) =>
        [
            "-nostdin",
            "-hide_banner",
            "-loglevel",
            "error",
            .. source.Input,
            .. Rung.Ladder.SelectMany(rung => Of(rung, source, version)),
        ];

    private static IEnumerable<string> Of(Rung rung, VideoSource source, int version)
    {
        var size = $"{rung.Width}:{rung.Height}";
        return
        [
            "-map",
            "0:v:0",
            // A stored video may be silent.
            "-map",
            source is VideoSource.Generated ? "1:a:0" : "0:a:0?",
            "-vf",
            // Whatever the source's shape: every rung has the size that the master playlist says.
            $"scale={size}:force_original_aspect_ratio=decrease,pad={size}:-1:-1,setsar=1",
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-profile:v",
            "main",
            "-pix_fmt",
            "yuv420p",
            "-b:v",
            Number(rung.Bitrate),
            "-maxrate",
            Number(rung.Bitrate),
            "-bufsize",
            Number(rung.Bitrate),
            // Segments of all rungs begin at the same moments, so that a player can change between them.
            "-force_key_frames",
            $"expr:gte(t,n_forced*{SegmentSeconds})",
            "-sc_threshold",
            "0",
            "-c:a",
            "aac",
            "-b:a",
            AudioBitrate,
            "-ac",
            "2",
            "-metadata",
            $"service_name=v{version}",
            "-f",
            "hls",
            "-hls_time",
            Number(SegmentSeconds),
            "-hls_playlist_type",
            "vod",
            "-hls_segment_filename",
            $"{rung.Name}/segment_%03d.ts",
            $"{rung.Name}/{Rung.Playlist}",
        ];
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
