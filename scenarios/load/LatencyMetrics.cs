using Verify.Swarm.Latency;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>The quantiles of one latency as metrics: segment.p50 to segment.max.</summary>
/// <param name="HoldsLateness">The generator's own lateness is in it.</param>
internal sealed record LatencyMetrics(
    string Name,
    string Meaning,
    Func<SwarmResult, LatencyHistogram> Read,
    bool HoldsLateness
)
{
    public static readonly IReadOnlyList<(string Name, double Quantile)> Quantiles =
    [
        ("p50", 0.5),
        ("p90", 0.9),
        ("p95", 0.95),
        ("p99", 0.99),
        ("p99.9", 0.999),
        ("max", 1),
    ];

    public IEnumerable<SwarmMetric> Metrics =>
        Quantiles.Select(one => new SwarmMetric(
            $"{Name}.{one.Name}",
            MetricUnit.Milliseconds,
            Meaning,
            result => Read(result) is { Count: > 0 } seen ? Of(seen, one.Quantile) : null
        )
        {
            Own = result => HoldsLateness ? Of(result.Generator.Lateness, one.Quantile) : 0,
        });

    /// <summary>In milliseconds; the largest is itself, not its bucket.</summary>
    public static double Of(LatencyHistogram seen, double quantile) =>
        (quantile < 1 ? seen.Quantile(quantile) : seen.Max).TotalMilliseconds;
}
