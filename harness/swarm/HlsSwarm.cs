using Verify.Instruments.Http;
using Verify.Swarm.Http;
using Verify.Swarm.Tally;

namespace Verify.Swarm;

/// <summary>Viewers that start one after another and watch until time is up.</summary>
public static class HlsSwarm
{
    // Often enough for a live view to look alive.
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(250);

    /// <param name="leave">Ends it before its time, as if that were up: what was seen until then is the result.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
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
        var server = await Server.FindAsync(endpoint, ct);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, leave);
        var show = new SwarmThread(plan, server, over.Token);
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
