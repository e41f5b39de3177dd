using Verify.Instruments.Http;

namespace Verify.Tests.Ground;

/// <summary>The longest time for which this machine let us do nothing: what is measured meanwhile may be late by it.</summary>
internal sealed class Pauses : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource over = new();
    private readonly Task looking;

    public Pauses() => looking = LookAsync();

    public TimeSpan Longest { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await looking;
        over.Dispose();
    }

    private async Task LookAsync()
    {
        var last = Instant.Now;
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(BetweenLooks, CancellationToken.None);
            var now = Instant.Now;
            if (now - last > Longest)
                Longest = now - last;
            last = now;
        }
    }
}
