using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>Look-ups that are under way in this process, and who may share them.</summary>
internal interface IFlights
{
    Task<Video?> JoinAsync(
        FlightKey key,
        Func<CancellationToken, Task<Video?>> load,
        CancellationToken ct
    );
}

/// <summary>
/// What is looked up. A caller who comes after an invalidation knows a newer generation, and does not share a look-up that
/// began before it.
/// </summary>
internal readonly record struct FlightKey(Guid Id, long? Generation);

/// <summary>Nobody shares.</summary>
internal sealed class NoFlights : IFlights
{
    public Task<Video?> JoinAsync(
        FlightKey key,
        Func<CancellationToken, Task<Video?>> load,
        CancellationToken ct
    ) => load(ct);
}
