using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>
/// A status that is changed while a reader comes in between: the change is held at the database's gate until the reader has
/// been answered. How long is the old status shown after the new one was acknowledged?
/// </summary>
internal static class HiddenChange
{
    /// <summary>REDIS_TTL of the processes that are asked: short enough to see its end.</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(2);

    private const string Old = "PENDING_UPLOAD";

    // Often enough for a time of 2 s.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    // What is cached is gone after its time; as much again is for a busy machine.
    private static readonly TimeSpan Patience = 2 * Ttl;

    // What is on its way to the gate is there in milliseconds.
    private static readonly TimeSpan GatePatience = TimeSpan.FromSeconds(10);

    /// <returns>Of each trial: until the last process shows the change, from its acknowledgement.</returns>
    public static async Task<IReadOnlyList<TimeSpan>> ProvokeAsync(
        PlatformInRun platform,
        string design,
        int trials,
        CancellationToken ct
    )
    {
        await using var processes = await TwoProcesses.StartAsync(platform, design, Ttl, ct);
        return await Task.WhenAll(
            Enumerable.Range(0, trials).Select(_ => OnceAsync(platform, processes, ct))
        );
    }

    private static async Task<TimeSpan> OnceAsync(
        PlatformInRun platform,
        TwoProcesses processes,
        CancellationToken ct
    )
    {
        var (reader, writer) = (processes.First, processes.Second);
        var video = await writer.NewVideoAsync("Hidden", ct, seconds: 1);
        foreach (var api in processes.All)
            await api.StatusAsync(video, ct);
        Task<int> change;
        await using (
            var hold = platform.Stores.DatabaseGate.HoldNext(command =>
                command.Says("UPDATE videos SET status") && command.Binds(video)
            )
        )
        {
            change = writer.ProcessAsync(video, ct);
            await hold.ReachedAsync(ct).WaitAsync(GatePatience, ct);
            await reader.StatusAsync(video, ct);
        }
        if (await change is var status and not 202)
            throw new CannotRun($"POST /v1/videos/{video}/process: {status}, and not 202");
        var acknowledged = Instant.Now;
        var sights = await Task.WhenAll(
            processes.All.Select(api =>
                SeenFrom.AskAsync(
                    async () => await api.StatusAsync(video, ct) != Old,
                    BetweenLooks,
                    Patience,
                    ct
                )
            )
        );
        return sights.Max(one => one.At is { } at ? at - acknowledged : Patience);
    }
}
