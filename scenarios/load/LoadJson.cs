using System.Text.Json;
using System.Text.Json.Nodes;
using Verify.Swarm.Latency;

namespace Verify.Scenarios.Load;

/// <summary>What a load came to, for machines: times in milliseconds unless the name says otherwise.</summary>
internal static class LoadJson
{
    public static JsonNode Of(LoadOutcome outcome)
    {
        var (result, plan) = (outcome.Result, outcome.Result.Plan);
        return JsonSerializer.SerializeToNode(
            new
            {
                Url = outcome.Target.Url.AbsoluteUri,
                Verdict = outcome.Word,
                outcome.ExitCode,
                outcome.Verdict.Reasons,
                outcome.Played,
                Thresholds = outcome.Verdict.Thresholds.Select(Shown),
                Plan = new
                {
                    Profile = outcome.Request.Profile.Name,
                    plan.Target,
                    plan.Viewers,
                    plan.RampPerSecond,
                    JitterMs = plan.Jitter.TotalMilliseconds,
                    Variant = plan.Variant.ToString().ToLowerInvariant(),
                    ReconnectMs = plan.Reconnect?.TotalMilliseconds,
                    plan.SegmentRetries,
                    TimeoutMs = plan.Timeout.TotalMilliseconds,
                    DurationMs = plan.Duration.TotalMilliseconds,
                    plan.Seed,
                },
                ElapsedMs = result.Elapsed.TotalMilliseconds,
                Viewers = result.Audience,
                Playback = new
                {
                    result.Playback.Stalls,
                    StalledMs = result.Playback.Stalled.TotalMilliseconds,
                    result.Playback.Skipped,
                    result.Playback.Expired,
                    result.Playback.Regressions,
                    result.Playback.Switches,
                },
                Stream = new
                {
                    Live = outcome.Target.IsLive,
                    TargetDurationMs = outcome.Target.TargetDuration.TotalMilliseconds,
                    LengthMs = outcome.Target.Length?.TotalMilliseconds,
                    result.Stream.Versions,
                    StandstillMs = result.Stream.Standstill.TotalMilliseconds,
                },
                result.Traffic,
                ThroughputMbitPerSecond = result.MegabitsPerSecond,
                Latencies = SwarmMetrics.Latencies.ToDictionary(
                    one => one.Name,
                    one => Shown(one.Read(result))
                ),
                Errors = new
                {
                    Count = result.ErrorCount,
                    Share = result.ErrorShare,
                    Classes = ErrorClass.All.ToDictionary(
                        one => one.Name,
                        one => one.Count(result)
                    ),
                    Kinds = result.Errors,
                },
                ServerCount = outcome.Count is { } count
                    ? new
                    {
                        count.Server,
                        count.Swarm,
                        count.Unanswered,
                        count.Agrees,
                    }
                    : null,
                Generator = new
                {
                    CpuShare = result.Generator.Cpu,
                    LoopShare = result.Generator.Loop,
                    CpuMicrosecondsPerRequest = outcome.CpuPerRequest,
                    MemoryBytes = outcome.Memory,
                    MemoryBytesPerViewer = outcome.MemoryPerViewer,
                },
            },
            DiskJson.Options
        )!;
    }

    private static object Shown(JudgedThreshold one) =>
        new
        {
            Threshold = one.Threshold.ToString(),
            Metric = one.Threshold.Metric.Name,
            Comparison = one.Threshold.Comparison.Word,
            one.Threshold.Bound,
            one.Actual,
            Unit = one.Threshold.IsShare ? "share"
            : one.Threshold.Metric.Unit == MetricUnit.Milliseconds ? "ms"
            : one.Threshold.Metric.Unit == MetricUnit.MegabitsPerSecond ? "Mbit/s"
            : "count",
            Verdict = one.Verdict.Word(),
            one.Why,
            one.Threshold.Because,
        };

    private static Dictionary<string, object> Shown(LatencyHistogram seen) =>
        new(
            LatencyMetrics
                .Quantiles.Where(_ => seen.Count > 0)
                .Select(one => new KeyValuePair<string, object>(
                    $"{one.Name}Ms",
                    LatencyMetrics.Of(seen, one.Quantile)
                ))
        )
        {
            ["samples"] = seen.Count,
        };
}
