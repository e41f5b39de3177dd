using Verify.Instruments.Http;

namespace Verify.Instruments.Sampling;

/// <summary>Asks one worker for many targets over one kept connection, each at its own pace.</summary>
/// <remarks>A kept connection costs a tenth of a new one, and the worker that answers is known without a look.</remarks>
internal sealed class WorkerPoller(
    WatchedEndpoint watched,
    WorkerConnection kept,
    HttpAsk knock,
    TimeSpan timeout
) : IAsyncDisposable
{
    // A server ends a kept connection after so many requests or so long: the worker is found again.
    private readonly KeptConnection connection = WorkerConnections.Kept(
        watched,
        kept,
        knock,
        timeout
    );

    public async Task RunAsync(IEnumerable<PolledTarget> targets, CancellationToken ct)
    {
        var due = new PriorityQueue<PolledTarget, Instant>();
        foreach (var target in targets)
            Enqueue(due, target);
        while (due.TryDequeue(out var target, out var at))
        {
            var wait = at - Instant.Now;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, ct);
            target.Saw(await AskAsync(target.Ask, ct));
            Enqueue(due, target);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static void Enqueue(PriorityQueue<PolledTarget, Instant> due, PolledTarget target)
    {
        if (target.Next() is { } next)
            due.Enqueue(target, next);
    }

    private async Task<Sighting> AskAsync(HttpAsk ask, CancellationToken ct)
    {
        var began = Instant.Now;
        try
        {
            var answer = await connection.SendAsync(ask, timeout, HttpLimits.Default, null, ct);
            return new(answer.Sent, answer.Completed, true, kept.Worker, answer, null);
        }
        catch (ExchangeFailed failed)
        {
            var fault = failed.Fault.ToString().ToLowerInvariant();
            return new(began, Instant.Now, true, kept.Worker, null, fault);
        }
    }
}
