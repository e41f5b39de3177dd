using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>
/// Cured, while there is no generation to tell old from new: a caller shares a look-up that has not begun yet, so that none is
/// older than its call. One is under way and one waits, however many callers there are.
/// </summary>
internal sealed class QueuedFlights(PlatformMetrics metrics) : IFlights
{
    private readonly Lock turn = new();
    private readonly Dictionary<Guid, Line> lines = [];

    public Task<Video?> JoinAsync(
        FlightKey key,
        Func<CancellationToken, Task<Video?>> load,
        CancellationToken ct
    )
    {
        lock (turn)
        {
            if (!lines.TryGetValue(key.Id, out var line))
            {
                line = lines[key.Id] = new();
                metrics.Initiated.Inc();
                line.Underway = FlyAsync(key.Id, line, load);
                return line.Underway.WaitAsync(ct);
            }
            if (line.Next is not null)
                metrics.Joined.Inc();
            else
            {
                metrics.Initiated.Inc();
                line.Next = AfterAsync(line.Underway, key.Id, line, load);
            }
            return line.Next.WaitAsync(ct);
        }
    }

    private async Task<Video?> AfterAsync(
        Task underway,
        Guid id,
        Line line,
        Func<CancellationToken, Task<Video?>> load
    )
    {
        // How it ends is its own callers' business.
        await underway.ContinueWith(_ => { }, TaskScheduler.Default);
        return await FlyAsync(id, line, load);
    }

    private async Task<Video?> FlyAsync(
        Guid id,
        Line line,
        Func<CancellationToken, Task<Video?>> load
    )
    {
        // Off the thread that has the lock.
        await Task.Yield();
        try
        {
            return await FlightLimit.FlyAsync(load);
        }
        finally
        {
            lock (turn)
                if (line.Next is { } next)
                    (line.Underway, line.Next) = (next, null);
                else
                    lines.Remove(id);
        }
    }

    private sealed class Line
    {
        public Task<Video?> Underway { get; set; } = Task.FromResult<Video?>(null);
        public Task<Video?>? Next { get; set; }
    }
}
