namespace Verify.Instruments;

/// <summary>Two kept connections to one nginx that are answered by different workers.</summary>
public sealed class TwoWorkers : IAsyncDisposable
{
    private TwoWorkers(WorkerConnection first, WorkerConnection second) =>
        (First, Second) = (first, second);

    public WorkerConnection First { get; }

    public WorkerConnection Second { get; }

    /// <param name="target">Something small that is always there, to see who answers.</param>
    /// <returns>Null where only one worker answers.</returns>
    public static async Task<TwoWorkers?> ConnectAsync(
        Endpoint endpoint,
        NginxWorkers workers,
        string target,
        TimeSpan timeout,
        CancellationToken ct
    )
    {
        var all = await WorkerConnections.OpenAsync(
            new(endpoint, workers),
            HttpAsk.Get(target),
            timeout,
            ct
        );
        foreach (var spare in all.Count < 2 ? all : all.Skip(2))
            await spare.Connection.DisposeAsync();
        return all.Count < 2 ? null : new(all[0], all[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await First.Connection.DisposeAsync();
        await Second.Connection.DisposeAsync();
    }
}
