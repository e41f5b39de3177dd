using System.Globalization;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>The origin profiles side by side.</summary>
internal static class OriginTable
{
    public static string Of(IEnumerable<OriginProfile> profiles) =>
        TextTable.Of(
            [
                "origin",
                "D s",
                "list",
                "kbit/s",
                "seg KB",
                "files/var",
                "total",
                "cache max",
                "window s",
                "lifetime s",
                "storage MB",
                "tmpfs MB",
                "gop",
                "max-age/swr",
            ],
            profiles.Select(p =>
                new object[]
                {
                    p.Name,
                    p.Hls.SegmentDuration,
                    p.Hls.ListSize,
                    p.Derived.TotalBitrateKbps,
                    p.Derived.SegmentSizeKB,
                    p.Derived.FilesPerVariant,
                    p.Derived.TotalHlsFiles,
                    p.Derived.OpenFileCacheMax,
                    p.Derived.PlaylistWindowSec,
                    p.Derived.SegmentLifetimeSec,
                    p.Derived.TotalStorageMB,
                    p.Derived.RecommendedTmpfsMB,
                    p.Derived.GopSize,
                    $"{p.Cache.Manifest.MaxAge}/{p.Cache.Manifest.StaleWhileRevalidate}",
                }
            )
        );
}

/// <summary>The swarm profiles side by side.</summary>
internal static class SwarmTable
{
    public static string Of(IEnumerable<SwarmProfile> profiles) =>
        TextTable.Of(
            [
                "swarm",
                "viewers",
                "ramp/s",
                "jitter ms",
                "variant",
                "reconnect",
                "retries",
                "timeout s",
                "ramp s",
            ],
            profiles.Select(p =>
                new object[]
                {
                    p.Name,
                    p.Clients,
                    p.RampRate,
                    p.RampJitter,
                    p.Variant,
                    p.Reconnect ? $"y/{p.ReconnectDelayMax}" : $"n/{p.ReconnectDelayMax}",
                    p.SegMaxRetry,
                    p.Timeout,
                    p.RampDuration.TotalSeconds,
                }
            )
        );
}

/// <summary>Columns as wide as their widest cell; numbers to the right.</summary>
internal static class TextTable
{
    public static string Of(IReadOnlyList<string> heads, IEnumerable<object[]> rows)
    {
        var cells = rows.Select(row => row.Select(Text).ToArray()).ToArray();
        var widths = heads
            .Select((head, i) => cells.Select(row => row[i].Length).Append(head.Length).Max())
            .ToArray();
        string Line(IEnumerable<string> row) =>
            string.Join(
                    "  ",
                    row.Select(
                        (cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])
                    )
                )
                .TrimEnd();
        return string.Join('\n', cells.Select(Line).Prepend(Line(heads)).Append(""));
    }

    private static string Text(object cell) =>
        Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";
}
