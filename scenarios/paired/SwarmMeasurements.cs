using Verify.Scenarios.Figures;
using Verify.Swarm.Latency;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Paired;

/// <summary>What a swarm measured, as the run record keeps it.</summary>
internal static class SwarmMeasurements
{
    public static void Record(Step step, SwarmResult result)
    {
        Latency(step, Figure.PlaylistLatency, "playlist latency", result.Playlists);
        Latency(step, Figure.SegmentLatency, "segment latency", result.Segments);
        step.Measure(
            new("requests", result.Traffic.Requests, "", result.Traffic.Requests)
            {
                Id = Figure.Requests,
            }
        );
        step.Measure(
            new("throughput", result.MegabitsPerSecond, "Mbit/s", result.Traffic.Segments)
        );
        step.Measure(
            new("stalls", result.Playback.Stalls, "", result.Audience.Started)
            {
                Id = Figure.StallsUnderLoad,
            }
        );
        step.Measure(
            new(
                "generator lateness p99",
                result.Generator.Lateness.Quantile(0.99).TotalMilliseconds,
                "ms",
                result.Generator.Lateness.Count
            )
        );
        step.Measure(new("generator CPU", result.Generator.Cpu * 100, "% of all cores"));
    }

    /// <summary>What viewers of one side had to put up with, over all of its blocks.</summary>
    public static void OfAll(Step step, string subject, IReadOnlyList<SwarmResult> blocks)
    {
        step.Measure(
            new(
                $"errors, {subject}",
                blocks.Sum(one => one.ErrorCount),
                "",
                blocks.Sum(one => one.Traffic.Requests)
            )
            {
                Id = Figure.Errors,
                Subject = subject,
            }
        );
        step.Measure(
            new(
                $"stalls, {subject}",
                blocks.Sum(one => one.Playback.Stalls),
                "",
                blocks.Sum(one => one.Audience.Started)
            )
            {
                Id = Figure.StallsUnderLoad,
                Subject = subject,
            }
        );
    }

    private static void Latency(Step step, string id, string name, Latencies seen)
    {
        foreach (
            var (kind, histogram) in new[] { ("corrected", seen.Corrected), ("raw", seen.Raw) }
        )
            step.Measure(
                new(
                    $"{name}, {kind}",
                    histogram.Quantile(0.99).TotalMilliseconds,
                    "ms",
                    histogram.Count,
                    Details: new[] { 0.5, 0.9, 0.95, 0.99, 0.999 }
                        .Select(q => ($"p{q * 100:0.#}", histogram.Quantile(q)))
                        .Append(("max", histogram.Max))
                        .ToDictionary(pair => pair.Item1, pair => pair.Item2.TotalMilliseconds),
                    Source: kind == "corrected"
                        ? "from when the request was due"
                        : "from when it was sent"
                )
                {
                    Id = kind == "corrected" ? id : null,
                }
            );
    }
}
