using Verify.Reports.Plots.Drawing;
using Verify.Reports.Plots.Evidence;

namespace Verify.Reports.Plots.Swarm;

/// <summary>What a step's swarm of viewers saw.</summary>
internal static class SwarmPlots
{
    public static IEnumerable<(string Name, Chart Chart)> Of(DeclaredPlot plot)
    {
        if (plot.Name(PlotKind.Progress) is { } progress)
        {
            var table = plot.Table(progress, "seconds", "viewers", "bytes", "stalls", "errors");
            var (moments, problem) = table.Take(progress, row => Moment(table, row));
            yield return (
                $"swarm over time{plot.When}",
                SwarmOverTime.Draw(moments, Noted(problem))
            );
        }
        if (plot.Name(PlotKind.Latency) is { } latency)
        {
            var table = plot.Table(latency, "request", "counted", "from_ms", "to_ms", "count");
            var (buckets, problem) = table.Take(latency, row => Bucket(table, row));
            var bounds = PredictedBounds.Read(plot);
            yield return (
                $"latency of the swarm{plot.When}",
                LatencyDistribution.Draw(buckets, bounds, [.. Noted(problem), .. bounds.Problems])
            );
        }
    }

    private static SwarmMoment? Moment(EvidenceTable table, string row) =>
        table.Figure(row, "seconds") is >= 0 and var seconds
        && table.Figure(row, "viewers") is { } viewers
        && table.Figure(row, "bytes") is { } bytes
        && table.Figure(row, "stalls") is { } stalls
        && table.Figure(row, "errors") is { } errors
            ? new(seconds, viewers, bytes, stalls, errors)
            : null;

    private static LatencyBucket? Bucket(EvidenceTable table, string row) =>
        table.Figure(row, "from_ms") is >= 0 and var from
        && table.Figure(row, "to_ms") is { } to
        && to >= from
        && table.Figure(row, "count") is > 0 and var count
            ? new(table.Text(row, "request"), table.Text(row, "counted") == "raw", from, to, count)
            : null;

    private static IReadOnlyList<string> Noted(string? problem) => problem is null ? [] : [problem];
}

/// <summary>Where a swarm had got to; counts are since its start.</summary>
internal sealed record SwarmMoment(
    double Seconds,
    double Viewers,
    double Bytes,
    double Stalls,
    double Errors
);

/// <summary>How many requests took so long.</summary>
/// <param name="Raw">From when it was sent; else from when it was due.</param>
internal sealed record LatencyBucket(string Request, bool Raw, double From, double To, double Count)
{
    public double Middle => (From + To) / 2;
}
