using Verify.Instruments.Memory;

namespace Verify.Scenarios.Bench;

/// <summary>The most that this process took of the machine's memory (PSS) while something went on.</summary>
internal sealed class PeakMemory : IAsyncDisposable
{
    // The kernel walks all of the process's pages for an answer: often enough to see a plateau, and no burden.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stop = new();
    private readonly Task watching;

    private PeakMemory() => watching = WatchAsync();

    /// <summary>In bytes, so far.</summary>
    public long Bytes { get; private set; }

    public static PeakMemory Watch() => new();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                try
                {
                    Bytes = Math.Max(Bytes, ProportionalMemory.Of(Environment.ProcessId));
                }
                catch (IOException)
                {
                    // No file can be opened while connections have taken all: the next look may.
                }
                await Task.Delay(Every, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop: an ordinary end.
        }
    }
}
