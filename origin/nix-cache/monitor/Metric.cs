using System.Globalization;

namespace Verify.Origin.NixCache.Monitor;

/// <summary>One figure of the monitor. What could not be read is left out, never given as 0.</summary>
/// <param name="Name">As Prometheus has it.</param>
public sealed record Metric(string Name, string Help, double Value)
{
    /// <summary>The text that Prometheus reads (exposition format 0.0.4); all figures are gauges.</summary>
    public static string Text(IEnumerable<Metric> metrics) =>
        string.Concat(
            metrics.Select(one =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"# HELP {one.Name} {one.Help}\n# TYPE {one.Name} gauge\n{one.Name} {one.Value:R}\n"
                )
            )
        );
}
