using System.Globalization;
using System.Text;
using Verify.Reports.Plots;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Paired;

/// <summary>What a swarm saw, kept whole: where it had got to, and every latency to within its bucket.</summary>
internal static class SwarmEvidence
{
    public static void Keep(
        Step step,
        SwarmResult result,
        IReadOnlyList<SwarmProgress> reached,
        TimeSpan segmentLatency
    )
    {
        step.Keep("swarm-progress.csv", Progress(reached), "text/csv");
        step.Keep("swarm-latency.csv", Latencies(result), "text/csv");
        step.Keep(
            "bounds-swarm.csv",
            string.Create(
                CultureInfo.InvariantCulture,
                $"measured,of,low,high,unit,is\nsegment latency,p99,,{segmentLatency.TotalMilliseconds:0.###},ms,p99 allowed\n"
            ),
            "text/csv"
        );
        step.Plot(
            PlotKind.Swarm,
            [
                new(PlotKind.Progress, "swarm-progress.csv"),
                new(PlotKind.Latency, "swarm-latency.csv"),
                new(PlotKind.Bounds, "bounds-swarm.csv"),
            ]
        );
    }

    private static string Progress(IReadOnlyList<SwarmProgress> reached)
    {
        var csv = new StringBuilder(
            "seconds,viewers,requests,bytes,stalls,errors,playlist_p99_ms,segment_p99_ms\n"
        );
        foreach (var one in reached)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{one.Elapsed.TotalSeconds:F3},{one.Viewers},{one.Requests},{one.Bytes},{one.Stalls},{one.Errors},"
                    + $"{one.Playlists.P99.TotalMilliseconds:F3},{one.Segments.P99.TotalMilliseconds:F3}\n"
            );
        return csv.ToString();
    }

    private static string Latencies(SwarmResult result)
    {
        var csv = new StringBuilder("request,counted,from_ms,to_ms,count\n");
        foreach (
            var (request, counted, histogram) in new[]
            {
                ("playlist", "raw", result.Playlists.Raw),
                ("playlist", "corrected", result.Playlists.Corrected),
                ("segment", "raw", result.Segments.Raw),
                ("segment", "corrected", result.Segments.Corrected),
            }
        )
        foreach (var (from, to, count) in histogram.Buckets)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{request},{counted},{from.TotalMilliseconds:0.####},{to.TotalMilliseconds:0.####},{count}\n"
            );
        return csv.ToString();
    }
}
