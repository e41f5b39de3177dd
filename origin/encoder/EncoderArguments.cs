using System.Globalization;
using Verify.Engine;
using Verify.Origin.Profile;

namespace Verify.Origin.Encoder;

/// <summary>FFmpeg's arguments for an origin, one array element each: no shell ever reads them.</summary>
public static class EncoderArguments
{
    /// <param name="folder">Where playlists and segments go; it must exist.</param>
    /// <param name="progress">A file, or a pipe such as pipe:1, for FFmpeg's key=value progress reports.</param>
    /// <exception cref="CannotRun">The folder's name means something else to FFmpeg.</exception>
    public static IReadOnlyList<string> For(
        OriginProfile profile,
        string folder,
        string? progress = null
    )
    {
        if (folder.Contains('%', StringComparison.Ordinal))
        {
            throw new CannotRun(
                $"FFmpeg reads the % in '{folder}' as a template; choose a folder without it."
            );
        }
        return
        [
            .. Global(progress),
            .. Sources(profile),
            .. Streams(profile),
            .. Video(profile),
            .. Audio(profile),
            .. Hls(profile, folder.TrimEnd('/')),
        ];
    }

    /// <summary>The stream's time from which segments come in real time; before it they come as fast as they can.</summary>
    public static TimeSpan LiveFrom(OriginProfile profile) => FillThenLive.FullAt(profile);

    private static string[] Global(string? progress) =>
        [
            "-hide_banner",
            "-nostdin",
            "-nostats",
            "-loglevel",
            "warning",
            .. progress is null ? Array.Empty<string>() : ["-progress", progress],
        ];

    private static string[] Sources(OriginProfile profile)
    {
        // The largest picture is drawn once, and the ladder is scaled down from it.
        var largest = profile.Streams.MaxBy(stream => stream.Width * stream.Height)!;
        return
        [
            "-f",
            "lavfi",
            "-i",
            $"{profile.TestPattern}=size={largest.Width}x{largest.Height}:rate={profile.Encoder.Framerate}",
            "-f",
            "lavfi",
            "-i",
            $"sine=frequency={profile.Audio.Frequency}:sample_rate={profile.Audio.SampleRate}",
        ];
    }

    private static string[] Streams(OriginProfile profile) =>
        profile.Multibitrate
            ?
            [
                "-filter_complex",
                Ladder(profile),
                .. profile.Variants.SelectMany((_, at) => Map(at)),
            ]
            : ["-vf", FillThenLive.Filters(profile)];

    private static string[] Map(int at) => ["-map", $"[v{at}]", "-map", $"[a{at}]"];

    // Bicubic, the default, takes half as much processor time again, and nobody looks at colour bars.
    private const string Scaler = "fast_bilinear";

    private static string Ladder(OriginProfile profile)
    {
        var variants = profile.Variants;
        var split = $"split={variants.Count}{Labels("s", variants.Count)}";
        var scaled = variants.Select(
            (each, at) => $"[s{at}]scale={each.Width}:{each.Height}:flags={Scaler}[v{at}]"
        );
        var sound = $"[1:a]asplit={variants.Count}{Labels("a", variants.Count)}";
        return string.Join(
            ';',
            [$"[0:v]{FillThenLive.Filters(profile)},{split}", .. scaled, sound]
        );
    }

    private static string Labels(string name, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(at => $"[{name}{at}]"));

    private static string[] Video(OriginProfile profile)
    {
        var encoder = profile.Encoder;
        var gop = Text(profile.Derived.GopSize);
        return
        [
            "-c:v",
            "libx264",
            "-preset",
            encoder.Preset,
            "-tune",
            encoder.Tune,
            "-profile:v",
            encoder.Profile,
            "-level",
            encoder.Level,
            // Some sources draw in RGB or 4:4:4; every player and every profile here takes 4:2:0.
            "-pix_fmt",
            "yuv420p",
            // A key frame opens every segment, and there is none elsewhere.
            "-g",
            gop,
            "-keyint_min",
            gop,
            "-sc_threshold",
            "0",
            .. profile.Streams.SelectMany((stream, at) => Filled(stream, at)),
            // Colour bars fill a tenth of the rate that a profile declares; filler data makes it up.
            "-x264-params",
            "nal-hrd=cbr:force-cfr=1",
        ];
    }

    // Only where the peak is the mean does x264 fill (nal-hrd=cbr), so the profile's maxrate is not used.
    private static string[] Filled(StreamVariant stream, int at) =>
        [
            $"-b:v:{at}",
            $"{stream.Bitrate}",
            $"-minrate:v:{at}",
            $"{stream.Bitrate}",
            $"-maxrate:v:{at}",
            $"{stream.Bitrate}",
            $"-bufsize:v:{at}",
            $"{stream.Bufsize}",
        ];

    private static string[] Audio(OriginProfile profile) =>
        [
            "-c:a",
            "aac",
            .. profile.Streams.SelectMany(
                (stream, at) => new[] { $"-b:a:{at}", $"{stream.AudioBitrate}" }
            ),
            "-ar",
            Text(profile.Audio.SampleRate),
        ];

    private static string[] Hls(OriginProfile profile, string folder)
    {
        var hls = profile.Hls;
        var home = profile.Multibitrate ? $"{folder}/%v" : folder;
        return
        [
            "-f",
            "hls",
            "-hls_time",
            Text(hls.SegmentDuration),
            "-hls_list_size",
            Text(hls.ListSize),
            "-hls_delete_threshold",
            Text(hls.DeleteThreshold),
            "-hls_flags",
            string.Join('+', hls.Flags),
            .. profile.Multibitrate ? Multivariant(profile) : [],
            "-hls_segment_filename",
            $"{home}/{hls.SegmentPattern}",
            $"{home}/{hls.PlaylistName}",
        ];
    }

    private static string[] Multivariant(OriginProfile profile) =>
        [
            "-master_pl_name",
            profile.Hls.MasterPlaylist,
            "-var_stream_map",
            string.Join(
                ' ',
                profile.Variants.Select((variant, at) => $"v:{at},a:{at},name:{variant.Name}")
            ),
        ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
