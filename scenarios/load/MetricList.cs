using Verify.Reports.ConsoleOutput;

namespace Verify.Scenarios.Load;

/// <summary>The metrics, for people.</summary>
internal static class MetricList
{
    public static string Text()
    {
        var table = new TextTable("metric", "bound", "is");
        foreach (var one in SwarmMetrics.Latencies)
            table.Add($"{one.Name}.*", "a time", one.Meaning);
        foreach (var one in SwarmMetrics.Counts)
            table.Add(one.Name, Bound(one), one.Meaning);
        return table
            + $"""

                * is one of {string.Join(", ", LatencyMetrics.Quantiles.Select(one => one.Name))}.
                A time has a unit: {TimeText.Units}. Comparisons: {Comparison.Words}.
                As in: --threshold 'segment.p99<500ms' --threshold 'stalls==0' --threshold 'errors<0.1%'
                """;
    }

    private static string Bound(SwarmMetric metric) =>
        metric.Unit switch
        {
            MetricUnit.Milliseconds => "a time",
            MetricUnit.MegabitsPerSecond => "Mbit/s",
            _ when metric.Whole is { } whole => $"a count, or % of {whole.Name}",
            _ => "a count",
        };
}
