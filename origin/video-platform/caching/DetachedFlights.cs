using System.Collections.Concurrent;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>Cured: a look-up is nobody's own; each caller can leave it without harm to the others.</summary>
internal sealed class DetachedFlights(PlatformMetrics metrics) : IFlights
{
    private readonly ConcurrentDictionary<FlightKey, Lazy<Task<Video?>>> underway = new();

    public Task<Video?> JoinAsync(
        FlightKey key,
        Func<CancellationToken, Task<Video?>> load,
        CancellationToken ct
    )
    {
        Lazy<Task<Video?>>? mine = null;
        mine = new(() => FlyAsync(key, mine!, load));
        var flight = underway.GetOrAdd(key, mine);
        (ReferenceEquals(flight, mine) ? metrics.Initiated : metrics.Joined).Inc();
        return flight.Value.WaitAsync(ct);
    }

    private async Task<Video?> FlyAsync(
        FlightKey key,
        Lazy<Task<Video?>> flight,
        Func<CancellationToken, Task<Video?>> load
    )
    {
        // Off the first caller's thread, and only after the flight is known to all.
        await Task.Yield();
        try
        {
            return await FlightLimit.FlyAsync(load);
        }
        finally
        {
            underway.TryRemove(new(key, flight));
        }
    }
}
