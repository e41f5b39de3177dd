using System.Globalization;

namespace Verify.VideoPlatform.Transcoding;

/// <summary>The master playlist of a ladder.</summary>
internal static class MasterPlaylist
{
    private const string Duration = "#EXTINF:";

    /// <summary>Of the renditions that FFmpeg has left in a folder.</summary>
    public static string Of(string folder) =>
        "#EXTM3U\n#EXT-X-VERSION:3\n"
        + string.Concat(
            Rung.Ladder.Select(rung =>
                $"#EXT-X-STREAM-INF:BANDWIDTH={PeakOf(Path.Combine(folder, rung.Name))},"
                + $"RESOLUTION={rung.Width}x{rung.Height}\n{rung.Name}/{Rung.Playlist}\n"
            )
        );

    /// <summary>The same renditions, referred to from a folder above.</summary>
    public static string Within(string playlist, string folder) =>
        string.Join(
            '\n',
            playlist
                .Split('\n')
                .Select(line => line.Length == 0 || line[0] == '#' ? line : folder + line)
        );

    // BANDWIDTH is an upper bound: the largest segment's, measured and not what the encoder was told.
    private static long PeakOf(string folder)
    {
        var lines = File.ReadAllLines(Path.Combine(folder, Rung.Playlist));
        var peak = 0.0;
        var seconds = 0.0;
        foreach (var line in lines)
            if (line.StartsWith(Duration, StringComparison.Ordinal))
                seconds = double.Parse(
                    line[Duration.Length..].TrimEnd(','),
                    CultureInfo.InvariantCulture
                );
            else if (line.Length > 0 && line[0] != '#')
                peak = Math.Max(
                    peak,
                    new FileInfo(Path.Combine(folder, line)).Length * 8 / seconds
                );
        return (long)Math.Ceiling(peak);
    }
}
