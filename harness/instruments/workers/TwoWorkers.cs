namespace Verify.Instruments;

/// <summary>A kept connection, and the worker that answers on it.</summary>
public sealed record WorkerConnection(HttpConnection Connection, int Worker);

/// <summary>Two kept connections to one nginx that are answered by different workers.</summary>
public sealed class TwoWorkers : IAsyncDisposable
{
    // The kernel spreads connections evenly over the workers: two of them are met within a few.
    private const int MostOpened = 200;

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
        WorkerConnection? first = null;
        for (var opened = 0; opened < MostOpened && workers.List().Count > 1; opened++)
        {
            var connection = await HttpConnection.OpenAsync(endpoint, timeout, ct);
            await connection.SendAsync(HttpAsk.Get(target), timeout, HttpLimits.Default, null, ct);
            var worker = workers.AnsweringOn(connection);
            if (worker is null || worker == first?.Worker)
                await connection.DisposeAsync();
            else if (first is null)
                first = new(connection, worker.Value);
            else
                return new(first, new(connection, worker.Value));
        }
        if (first is not null)
            await first.Connection.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await First.Connection.DisposeAsync();
        await Second.Connection.DisposeAsync();
    }
}
