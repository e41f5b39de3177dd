using NUnit.Framework;
using Verify.Engine;
using Verify.Instruments;
using Verify.Origin;
using Verify.Swarm;

namespace Verify.Scenarios;

/// <summary>What a swarm is sent to.</summary>
/// <param name="Playlist">The request target of the playlist that its viewers open.</param>
/// <param name="SegmentDuration">Within which the next segment has to be there.</param>
internal sealed record Loaded(Endpoint Endpoint, string Playlist, TimeSpan SegmentDuration);

/// <summary>Step 5.8: the profile's swarm watches an origin.</summary>
internal sealed class Load(Func<CancellationToken, Task<Loaded>> find)
{
    public const string Command =
        "./run.ps1 load http://127.0.0.1:17080/master.m3u8  # the swarm's default profile, 20 s";

    private const double Milliseconds = 1000;

    public async Task CheckAsync(Step step)
    {
        var loaded = await find(step.Ct);
        var plan = SwarmProfiles
            .Get(SwarmProfiles.Default)
            .Plan(loaded.Playlist, Expectations.Load, Random.Shared.Next()) with
        {
            LatenessLimit = Expectations.GeneratorLateness(loaded.SegmentDuration),
        };
        var result = await HlsSwarm.RunAsync(plan, loaded.Endpoint, new Progress(step), step.Ct);
        Measure(step, result);
        if (result.Inconclusive is { } why)
        {
            step.CannotTell("the swarm is served without an error", "no errors", why, "load");
            return;
        }
        step.Expect("viewers that joined", result.Audience.Joined, Is.EqualTo(plan.Viewers));
        step.Expect(
            "errors",
            result.Errors.Select(error => $"{error.Value} x {error.Key}"),
            Is.Empty,
            proves: "load"
        );
        step.Expect("segments given up", result.Playback.Skipped, Is.Zero);
        step.Expect(
            "stalls",
            result.Playback.Stalls,
            Is.Zero,
            "a viewer starts three target durations behind: nothing here may use that up"
        );
        step.Expect(
            "segments fetched",
            result.Traffic.Segments,
            Is.GreaterThanOrEqualTo(Due(plan, loaded.SegmentDuration)),
            "a viewer needs one for each segment duration that it watches"
        );
        step.Expect(
            "p99 of segments, from when they were due",
            result.Segments.Corrected.Quantile(0.99),
            Is.LessThan(Expectations.SegmentLatency(loaded.SegmentDuration)),
            "half a segment's duration: beyond it a player has no time to catch up"
        );
        step.Saw(
            $"{result.Audience.Joined} viewers, {result.Traffic.Requests} requests, {result.Traffic.Segments} segments, {result.ErrorCount} errors, "
                + $"{result.Playback.Stalls} stalls, {result.MegabitsPerSecond:0} Mbit/s"
        );
    }

    // Each arrives in its turn, and watches from then on.
    private static long Due(SwarmPlan plan, TimeSpan segment) =>
        (long)
            Enumerable
                .Range(0, plan.Viewers)
                .Select(viewer =>
                    plan.Duration - plan.Jitter - TimeSpan.FromSeconds(viewer / plan.RampPerSecond)
                )
                .Sum(watching => Math.Floor(watching / segment));

    private static void Measure(Step step, SwarmResult result)
    {
        Latency(step, "playlist latency", result.Playlists);
        Latency(step, "segment latency", result.Segments);
        step.Measure(new("requests", result.Traffic.Requests, "", result.Traffic.Requests));
        step.Measure(
            new("throughput", result.MegabitsPerSecond, "Mbit/s", result.Traffic.Segments)
        );
        step.Measure(new("stalls", result.Playback.Stalls, "", result.Audience.Started));
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

    private static void Latency(Step step, string name, Latencies seen)
    {
        foreach (
            var (kind, histogram) in new[] { ("corrected", seen.Corrected), ("raw", seen.Raw) }
        )
            step.Measure(
                new(
                    $"{name}, {kind}",
                    histogram.Quantile(0.99).TotalSeconds * Milliseconds,
                    "ms",
                    histogram.Count,
                    Details: new[] { 0.5, 0.9, 0.95, 0.99, 0.999 }
                        .Select(q => ($"p{q * 100:0.#}", histogram.Quantile(q)))
                        .Append(("max", histogram.Max))
                        .ToDictionary(
                            pair => pair.Item1,
                            pair => pair.Item2.TotalSeconds * Milliseconds
                        ),
                    Source: kind == "corrected"
                        ? "from when the request was due"
                        : "from when it was sent"
                )
            );
    }

    private sealed class Progress(Step step) : IProgress<SwarmProgress>
    {
        public void Report(SwarmProgress value) =>
            step.Progress(
                $"{value.Viewers} viewers, {value.Requests} requests, {value.Stalls} stalls, {value.Errors} errors",
                value.Elapsed / value.Of
            );
    }
}
