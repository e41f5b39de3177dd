using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>Viewers that start one after another and watch until time is up.</summary>
public static class HlsSwarm
{
    // Often enough for a live view to look alive.
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(250);

    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static async Task<SwarmResult> RunAsync(
        SwarmPlan plan,
        Endpoint endpoint,
        IProgress<SwarmProgress>? progress,
        CancellationToken ct
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(plan.Viewers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(plan.RampPerSecond);
        var server = await Server.FindAsync(endpoint, ct);
        var show = new SwarmThread(plan, server, ct);
        var running = show.RunAsync();
        while (
            progress is not null
            && await Task.WhenAny(running, Task.Delay(ProgressEvery, CancellationToken.None))
                != running
        )
            if (show.Progress is { } reached)
                progress.Report(reached);
        var result = await running;
        ct.ThrowIfCancellationRequested();
        return result;
    }
}
