using Verify.Instruments.Http;

namespace Verify.Instruments.Sampling;

/// <summary>A kept connection, and the worker that holds its other end.</summary>
/// <param name="Worker">Its pid; null where the workers cannot be told apart.</param>
public sealed record WorkerConnection(HttpConnection Connection, int? Worker);

/// <summary>Opens one kept connection to each worker of an endpoint.</summary>
/// <remarks>
/// The kernel picks the worker of a new connection (SO_REUSEPORT: by a hash of its ports), so connections are opened
/// in batches, traced by one look into /proc each, and those to workers that have one already are closed.
/// </remarks>
internal static class WorkerConnections
{
    // The chance that even picks among W workers leave one out after n is at most W exp(-n / W).
    private const double LeftOut = 1e-6;

    /// <param name="ask">What is asked for once on each, so that the worker has accepted it.</param>
    /// <param name="wanted">The only worker to reach; null for every live one.</param>
    /// <returns>One for each worker found; a single one of no known worker where there is nothing to trace.</returns>
    public static async Task<IReadOnlyList<WorkerConnection>> OpenAsync(
        WatchedEndpoint watched,
        HttpAsk ask,
        TimeSpan timeout,
        CancellationToken ct,
        int? wanted = null
    )
    {
        var live =
            watched.Workers?.List().Where(one => !one.ShuttingDown).Select(one => one.Pid).ToList()
            ?? [];
        if (live.Count == 0)
            return [new(await KnockAsync(watched.Endpoint, ask, timeout, ct), null)];
        var most = live.Count * (Math.Log(live.Count) - Math.Log(LeftOut));
        var kept = new Dictionary<int, HttpConnection>();
        try
        {
            for (
                var opened = 0;
                opened < most
                    && live.Exists(pid => (wanted ?? pid) == pid && !kept.ContainsKey(pid));
                opened += live.Count
            )
            {
                var batch = new List<HttpConnection>();
                try
                {
                    for (var i = 0; i < live.Count; i++)
                        batch.Add(await KnockAsync(watched.Endpoint, ask, timeout, ct));
                    var workers = watched.Workers!.AnsweringOn(batch);
                    foreach (var (connection, worker) in batch.Zip(workers))
                    {
                        if (worker is { } pid && (wanted ?? pid) == pid && connection.Reusable)
                            kept.TryAdd(pid, connection);
                    }
                }
                finally
                {
                    foreach (var spare in batch.Where(one => !kept.ContainsValue(one)))
                        await spare.DisposeAsync();
                }
            }
            return
            [
                .. kept.OrderBy(one => one.Key)
                    .Select(one => new WorkerConnection(one.Value, one.Key)),
            ];
        }
        catch
        {
            foreach (var connection in kept.Values)
                await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection to a worker that is found again when the server has closed it.</summary>
    public static KeptConnection Kept(
        WatchedEndpoint watched,
        WorkerConnection to,
        HttpAsk knock,
        TimeSpan timeout
    ) =>
        new(
            to.Connection,
            async ct =>
                (await OpenAsync(watched, knock, timeout, ct, to.Worker)) is [var found, ..]
                    ? found.Connection
                    : throw new ExchangeFailed(
                        HttpFault.Connect,
                        $"worker {to.Worker} takes no connection that is kept"
                    )
        );

    private static async Task<HttpConnection> KnockAsync(
        Endpoint endpoint,
        HttpAsk ask,
        TimeSpan timeout,
        CancellationToken ct
    )
    {
        var connection = KeptConnection.To(endpoint, timeout);
        try
        {
            await connection.SendAsync(ask, timeout, HttpLimits.Default, part: null, ct);
            return connection.Current!;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
