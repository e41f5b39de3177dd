using System.Collections.Concurrent;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>As designed: a look-up is its first caller's, and if that one goes away it fails for everyone.</summary>
internal sealed class LeaderBoundFlights(PlatformMetrics metrics) : IFlights
{
    private readonly ConcurrentDictionary<FlightKey, Lazy<Task<Video?>>> underway = new();

    public async Task<Video?> JoinAsync(
        FlightKey key,
        Func<CancellationToken, Task<Video?>> load,
        CancellationToken ct
    )
    {
        var mine = new Lazy<Task<Video?>>(() => load(ct));
        var flight = underway.GetOrAdd(key, mine);
        if (!ReferenceEquals(flight, mine))
        {
            metrics.Joined.Inc();
            return await flight.Value;
        }
        metrics.Initiated.Inc();
        try
        {
            return await mine.Value;
        }
        finally
        {
            underway.TryRemove(new(key, mine));
        }
    }
}
