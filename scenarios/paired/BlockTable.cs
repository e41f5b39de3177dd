using System.Globalization;
using System.Text;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;
using Verify.Swarm.Latency;

namespace Verify.Scenarios.Paired;

/// <summary>The blocks, a line each: to be read, and as CSV.</summary>
internal static class BlockTable
{
    public static void Write(Step step, IReadOnlyList<LoadBlock> blocks)
    {
        var table = TextTable.OfFigures(
            "block",
            "requests",
            "errors",
            "playlists p50 ms",
            "p99 ms",
            "segments p50 ms",
            "p99 ms",
            "CPU ms",
            "us per request"
        );
        foreach (var block in blocks)
            table.Add(
                $"{block.Number} {block.Server}",
                $"{block.Swarm.Traffic.Requests}",
                $"{block.Swarm.ErrorCount}",
                $"{Milliseconds(block.Swarm.Playlists, 0.5):0.0}",
                $"{Milliseconds(block.Swarm.Playlists, 0.99):0.0}",
                $"{Milliseconds(block.Swarm.Segments, 0.5):0.0}",
                $"{Milliseconds(block.Swarm.Segments, 0.99):0.0}",
                $"{block.Cpu?.Time.TotalMilliseconds:0}",
                $"{block.CpuPerRequest:0}"
            );
        step.Saw(table);
    }

    public static string Csv(IReadOnlyList<LoadBlock> blocks)
    {
        var csv = new StringBuilder(
            "block,server,seconds,requests,unanswered,nginx_requests,errors,bytes,"
                + "playlists,playlist_p50_ms,playlist_p99_ms,segments,segment_p50_ms,segment_p99_ms,"
                + "cpu_ms,cpu_per_request_us,cpu_per_megabyte_us\n"
        );
        foreach (var block in blocks)
        {
            var (swarm, traffic) = (block.Swarm, block.Swarm.Traffic);
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{block.Number},{block.Server},{swarm.Elapsed.TotalSeconds:F3},"
                    + $"{traffic.Requests},{traffic.Unanswered},{block.Counted},{swarm.ErrorCount},{traffic.Bytes},"
                    + $"{swarm.Playlists.Corrected.Count},{Milliseconds(swarm.Playlists, 0.5):F3},{Milliseconds(swarm.Playlists, 0.99):F3},"
                    + $"{swarm.Segments.Corrected.Count},{Milliseconds(swarm.Segments, 0.5):F3},{Milliseconds(swarm.Segments, 0.99):F3},"
                    + $"{block.Cpu?.Time.TotalMilliseconds:F3},{block.CpuPerRequest:F3},{block.CpuPerMegabyte:F3}\n"
            );
        }
        return csv.ToString();
    }

    private static double Milliseconds(Latencies seen, double quantile) =>
        seen.Corrected.Quantile(quantile).TotalMilliseconds;
}
