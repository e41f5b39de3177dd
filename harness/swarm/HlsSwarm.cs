using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>Viewers that start one after another and watch until time is up.</summary>
public static class HlsSwarm
{
    // Often enough for a live view to look alive.
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(250);

    /// <param name="leave">Ends it before its time, as if that were up: what was seen until then is the result.</param>
    public static async Task<SwarmResult> RunAsync(
        SwarmPlan plan,
        Endpoint endpoint,
        IProgress<SwarmProgress>? progress,
        CancellationToken ct,
        CancellationToken leave = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(plan.Viewers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(plan.RampPerSecond);
        var tally = new SwarmTally();
        var random = new Random(plan.Seed);
        var start = Instant.Now;
        var cpuBefore = Environment.CpuUsage.TotalTime;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, leave);
        over.CancelAfter(plan.Duration);
        var viewers = Enumerable
            .Range(0, plan.Viewers)
            .Select(i => TimeSpan.FromSeconds(i / plan.RampPerSecond))
            .Select(place => start + place + (plan.Jitter * random.NextDouble()))
            .Select(due => new Viewer(plan, endpoint, tally).WatchAsync(due, over.Token))
            .ToList();
        var all = Task.WhenAll(viewers);
        if (progress is not null)
        {
            while (
                await Task.WhenAny(all, Task.Delay(ProgressEvery, CancellationToken.None)) != all
            )
                progress.Report(tally.Progress(Instant.Now - start, plan.Duration));
        }
        await all;
        ct.ThrowIfCancellationRequested();
        var elapsed = Instant.Now - start;
        var cpu = (Environment.CpuUsage.TotalTime - cpuBefore) / elapsed;
        return tally.Result(plan, elapsed, cpu / Environment.ProcessorCount);
    }
}
