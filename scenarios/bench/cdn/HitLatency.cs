using System.Globalization;
using System.Text.Json.Nodes;
using Verify.Instruments.Staleness;
using Verify.Scenarios.Paired;

namespace Verify.Scenarios.Bench.Cdn;

/// <summary>How long a hit of the cached API takes while it is loaded: an open model, counted from when each request was due.</summary>
internal sealed class HitLatency(BenchedPlatform platform, BenchScreen screen)
{
    private const int PerSecond = 1000;

    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(5);

    // Ten thousand requests: a hundred of them are above the p99.
    private static readonly TimeSpan Loaded = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WarmingUp = TimeSpan.FromSeconds(2);

    // Timers wake a millisecond late; who is later than twice that was not let run.
    private static readonly TimeSpan InTime = TimeSpan.FromMilliseconds(2);

    /// <param name="mostPerSecond">That a closed loop got.</param>
    public async Task<BenchFigure> MeasureAsync(double mostPerSecond, CancellationToken ct)
    {
        var name = $"latency of a hit at {PerSecond} requests/s, p99";
        var video = await platform.Cached.NewVideoAsync("Hit", ct);
        var path = $"/v1/videos/{video}";
        screen.Begin($"{name}: warming up");
        await PacedLoad.RunAsync(platform.Cached.Client, path, PerSecond, WarmingUp, ct);
        screen.Begin($"{name}: {Loaded.TotalSeconds:0} s");
        var load = await PacedLoad.RunAsync(platform.Cached.Client, path, PerSecond, Loaded, ct);
        var (waited, raw, late) = (
            Quantiles.Of(load.Corrected),
            Quantiles.Of(load.Raw),
            Quantiles.Of(load.Lateness)
        );
        return new(
            name,
            Text(waited.P99),
            "",
            "",
            $"< {Bound.TotalMilliseconds:0} ms",
            load.Errors > 0 ? Reached.Missed
                : waited.P99 < Bound ? Reached.Met
                : late.P99 > InTime ? Reached.CannotTell
                : Reached.Missed,
            [
                $"p50 {Text(waited.P50)}, max {Text(waited.Max)}, {load.Corrected.Count} hits, {load.Errors} errors; from when it was sent p50 {Text(raw.P50)}, p99 {Text(raw.P99)}; sent late by {Text(late.P99)} (p99)",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a closed loop on the same processors got {mostPerSecond:0} a second: this is {PerSecond / mostPerSecond:P0} of it"
                ),
            ],
            new JsonObject
            {
                ["boundMs"] = Bound.TotalMilliseconds,
                ["perSecond"] = PerSecond,
                ["p50Ms"] = waited.P50.TotalMilliseconds,
                ["p99Ms"] = waited.P99.TotalMilliseconds,
                ["maxMs"] = waited.Max.TotalMilliseconds,
                ["rawP50Ms"] = raw.P50.TotalMilliseconds,
                ["rawP99Ms"] = raw.P99.TotalMilliseconds,
                ["latenessP99Ms"] = late.P99.TotalMilliseconds,
                ["hits"] = load.Corrected.Count,
                ["errors"] = load.Errors,
            }
        );
    }

    private static string Text(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");
}
