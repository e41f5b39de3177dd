using Verify.Origin.Profile;
using Verify.Reports.ConsoleOutput;

namespace Verify.Scenarios.Cli;

/// <summary>The origin profiles side by side.</summary>
internal static class OriginTable
{
    public static string Of(IEnumerable<OriginProfile> profiles)
    {
        var table = TextTable.OfFigures(
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
            "max-age/swr"
        );
        foreach (var p in profiles)
            table.Add([
                p.Name,
                $"{p.Hls.SegmentDuration}",
                $"{p.Hls.ListSize}",
                $"{p.Derived.TotalBitrateKbps}",
                $"{p.Derived.SegmentSizeKB}",
                $"{p.Derived.FilesPerVariant}",
                $"{p.Derived.TotalHlsFiles}",
                $"{p.Derived.OpenFileCacheMax}",
                $"{p.Derived.PlaylistWindowSec}",
                $"{p.Derived.SegmentLifetimeSec}",
                $"{p.Derived.TotalStorageMB}",
                $"{p.Derived.RecommendedTmpfsMB}",
                $"{p.Derived.GopSize}",
                $"{p.Cache.Manifest.MaxAge}/{p.Cache.Manifest.StaleWhileRevalidate}",
            ]);
        return table.ToString();
    }
}

/// <summary>The swarm profiles side by side.</summary>
internal static class SwarmTable
{
    public static string Of(IEnumerable<SwarmProfile> profiles)
    {
        var table = TextTable.OfFigures(
            "swarm",
            "viewers",
            "ramp/s",
            "jitter ms",
            "variant",
            "reconnect",
            "retries",
            "timeout s",
            "ramp s"
        );
        foreach (var p in profiles)
            table.Add([
                p.Name,
                $"{p.Clients}",
                $"{p.RampRate}",
                $"{p.RampJitter}",
                p.Variant,
                p.Reconnect ? $"y/{p.ReconnectDelayMax}" : $"n/{p.ReconnectDelayMax}",
                $"{p.SegMaxRetry}",
                $"{p.Timeout}",
                $"{p.RampDuration.TotalSeconds}",
            ]);
        return table.ToString();
    }
}
