using Verify.Instruments.Http;
using Verify.Instruments.Sampling;
using Verify.Instruments.Workers;

namespace Verify.Instruments.Sequence;

/// <summary>Two kept connections to one nginx that are answered by different workers.</summary>
public sealed class TwoWorkers : IAsyncDisposable
{
    private TwoWorkers(KeptWorker first, KeptWorker second) => (First, Second) = (first, second);

    public KeptWorker First { get; }

    public KeptWorker Second { get; }

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
        var (watched, knock) = (new WatchedEndpoint(endpoint, workers), HttpAsk.Get(target));
        var all = await WorkerConnections.OpenAsync(watched, knock, timeout, ct);
        foreach (var spare in all.Count < 2 ? all : all.Skip(2))
            await spare.Connection.DisposeAsync();
        KeptWorker Kept(WorkerConnection one) =>
            new(WorkerConnections.Kept(watched, one, knock, timeout), one.Worker);
        return all.Count < 2 ? null : new(Kept(all[0]), Kept(all[1]));
    }

    public async ValueTask DisposeAsync()
    {
        await First.Connection.DisposeAsync();
        await Second.Connection.DisposeAsync();
    }
}

/// <summary>A worker, and a connection to it that is opened again when the server closes it.</summary>
public sealed record KeptWorker(KeptConnection Connection, int? Worker);
