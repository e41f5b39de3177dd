using System.Collections.Concurrent;
using Verify.Instruments.Http;

namespace Verify.Instruments.Sampling;

/// <summary>Asks one endpoint at dithered moments, over fresh and kept connections in turn.</summary>
/// <param name="saw">Told of each sighting, from several threads.</param>
internal sealed class DitheredSampler(
    WatchedEndpoint watched,
    SamplingPlan plan,
    Action<Sighting> saw
) : IAsyncDisposable
{
    private readonly ConcurrentQueue<(HttpConnection Connection, int? Worker)> idle = new();
    private readonly HttpAsk ask = HttpAsk.Get(plan.Target);
    private readonly Lock tracing = new();
    private int open;

    /// <summary>Runs while it may; an endpoint that answers late or never delays no later sample.</summary>
    public async Task RunAsync(Func<bool> mayGoOn, CancellationToken ct)
    {
        var random = new Random(plan.Seed);
        await ReachWorkersAsync(ct);
        var underWay = new List<Task>();
        var start = Instant.Now;
        try
        {
            for (var turn = 0; mayGoOn(); turn++)
            {
                // Anywhere within its stretch, so that no phase is kept; one in each, so that none is missed.
                var due = start + (plan.MeanInterval * (turn + random.NextDouble()));
                var wait = due - Instant.Now;
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, ct);
                underWay.RemoveAll(task => task.IsCompletedSuccessfully);
                if (underWay.Count >= plan.InFlight)
                    Failed(Instant.Now, keepAlive: false, $"not sent: {plan.InFlight} under way");
                else
                    underWay.Add(SampleAsync(turn, ct));
            }
        }
        finally
        {
            // Also when cancelled: no sample may still hold a connection when they are closed.
            await Task.WhenAll(underWay);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryDequeue(out var kept))
            await kept.Connection.DisposeAsync();
    }

    /// <summary>
    /// Where the workers can be told apart, the kept connections lead to each of them in turn: every worker is seen,
    /// however many there are, and each kept connection's answers are known to be its worker's.
    /// </summary>
    private async Task ReachWorkersAsync(CancellationToken ct)
    {
        if (watched.Workers is null)
            return;
        try
        {
            foreach (var kept in await WorkerConnections.OpenAsync(watched, ask, plan.Timeout, ct))
                idle.Enqueue((kept.Connection, kept.Worker));
            open = Math.Max(idle.Count, plan.KeepAlive);
        }
        catch (ExchangeFailed failed)
        {
            Failed(Instant.Now, keepAlive: true, failed.Fault.ToString().ToLowerInvariant());
        }
    }

    private async Task SampleAsync(int turn, CancellationToken ct)
    {
        // Off the sampling loop at once, which has the next moment to keep.
        await Task.Yield();
        var keepAlive = turn % 2 == 1;
        var started = Instant.Now;
        try
        {
            if (keepAlive && await KeptAsync(ct))
                return;
            await FreshAsync(turn, ct);
        }
        catch (ExchangeFailed failed)
        {
            Failed(started, keepAlive, failed.Fault.ToString().ToLowerInvariant());
        }
    }

    /// <returns>False where every kept connection is busy or was just closed by the server.</returns>
    private async Task<bool> KeptAsync(CancellationToken ct)
    {
        if (await KeptConnectionAsync(ct) is not var (connection, worker))
            return false;
        try
        {
            var answer = await SendAsync(connection, ct);
            worker ??= Trace(connection);
            Saw(answer, keepAlive: true, worker);
            return true;
        }
        catch (ExchangeFailed failed)
            when (failed.Fault is HttpFault.Closed or HttpFault.Reset && connection.Answers > 0)
        {
            // A server may close an idle connection at any time (RFC 9112 section 9.5): no error, ask again.
            return false;
        }
        finally
        {
            if (connection.Reusable)
            {
                idle.Enqueue((connection, worker));
            }
            else
            {
                Interlocked.Decrement(ref open);
                await connection.DisposeAsync();
            }
        }
    }

    private async Task<(HttpConnection, int?)?> KeptConnectionAsync(CancellationToken ct)
    {
        // All of them are opened before any is used twice, so that each has its chance of another worker.
        if (Interlocked.Increment(ref open) <= plan.KeepAlive)
        {
            try
            {
                return (await OpenAsync(ct), null);
            }
            catch
            {
                Interlocked.Decrement(ref open);
                throw;
            }
        }
        Interlocked.Decrement(ref open);
        return idle.TryDequeue(out var kept) ? kept : null;
    }

    private async Task FreshAsync(int turn, CancellationToken ct)
    {
        await using var connection = new KeptConnection(null, OpenAsync);
        var answer = await connection.SendAsync(
            ask,
            plan.Timeout,
            HttpLimits.Default,
            part: null,
            ct
        );
        var traced = turn / 2 % plan.TraceEvery == 0;
        Saw(answer, keepAlive: false, traced ? Trace(connection.Current!) : null);
    }

    private int? Trace(HttpConnection connection)
    {
        // Looking into /proc holds a thread: one at a time, so that tracing starves no sample; the next may be traced.
        if (!tracing.TryEnter())
            return null;
        try
        {
            return watched.Workers?.AnsweringOn(connection);
        }
        finally
        {
            tracing.Exit();
        }
    }

    private Task<HttpConnection> OpenAsync(CancellationToken ct) =>
        HttpConnection.OpenAsync(watched.Endpoint, plan.Timeout, ct);

    private Task<HttpAnswer> SendAsync(HttpConnection connection, CancellationToken ct) =>
        connection.SendAsync(ask, plan.Timeout, HttpLimits.Default, part: null, ct);

    private void Saw(HttpAnswer answer, bool keepAlive, int? worker) =>
        saw(new(answer.Sent, answer.Completed, keepAlive, worker, answer, null));

    private void Failed(Instant sent, bool keepAlive, string fault) =>
        saw(new(sent, Instant.Now, keepAlive, null, null, fault));
}
