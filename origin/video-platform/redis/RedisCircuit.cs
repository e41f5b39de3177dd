namespace Verify.VideoPlatform.Redis;

/// <summary>The first failure opens it; until a probe gets through nobody else has to find out what is known already.</summary>
internal sealed class RedisCircuit(
    Func<CancellationToken, Task> probe,
    TimeSpan between,
    RedisLog log
) : IAsyncDisposable
{
    private readonly CancellationTokenSource over = new();
    private readonly Lock turn = new();
    private Task probing = Task.CompletedTask;
    private volatile bool isOpen;

    public bool IsOpen => isOpen;

    public void Open(string why)
    {
        lock (turn)
        {
            if (isOpen || over.IsCancellationRequested)
                return;
            isOpen = true;
            log.Lost(why);
            probing = ProbeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await probing;
        over.Dispose();
    }

    private async Task ProbeAsync()
    {
        try
        {
            do await Task.Delay(between, over.Token);
            while (!await GetsThroughAsync());
            isOpen = false;
            log.Found();
            // A write that was committed during the last probe found the circuit open, and its invalidation waits.
            await GetsThroughAsync();
        }
        catch (OperationCanceledException) { }
    }

    private async Task<bool> GetsThroughAsync()
    {
        try
        {
            await probe(over.Token);
            return true;
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            log.StillLost(thrown.Message);
            return false;
        }
    }
}
