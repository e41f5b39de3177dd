using Verify.VideoPlatform.Invalidations;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Redis;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>Videos with Redis in front of them. How callers share, load, fill and invalidate is given to it.</summary>
/// <param name="bypass">How callers share while Redis is away.</param>
internal sealed class CachedVideoService(
    IVideoService videos,
    CachedVideos cache,
    IFill fill,
    IFlights flights,
    IFlights bypass,
    ILoadTurn turn,
    IInvalidation invalidation,
    PlatformMetrics metrics
) : IVideoService
{
    // One that was just stored is not cached: most are never asked for before they change.
    public Task<Video> CreateAsync(NewVideo video, CancellationToken ct) =>
        videos.CreateAsync(video, ct);

    public async Task<Video?> GetAsync(Guid id, CancellationToken ct)
    {
        long? generation;
        try
        {
            if (await cache.FindAsync(id) is { } hit)
            {
                metrics.Hits.Inc();
                return hit;
            }
            metrics.Misses.Inc();
            generation = await fill.BeginAsync(id);
        }
        catch (RedisUnavailable)
        {
            metrics.Bypasses.Inc();
            // Callers still share: without Redis the database needs that most.
            return await bypass.JoinAsync(new(id, null), token => videos.GetAsync(id, token), ct);
        }
        return await flights.JoinAsync(
            new(id, generation),
            token => turn.TakeAsync(id, () => LoadAsync(id, token), token),
            ct
        );
    }

    public Task<ProcessOutcome> ProcessAsync(Guid id, bool again, CancellationToken ct) =>
        invalidation.AroundAsync(id, token => videos.ProcessAsync(id, again, token), ct);

    private async Task<Video?> LoadAsync(Guid id, CancellationToken ct)
    {
        // Not the caller's: since then it may have waited for its turn.
        var generation = await GenerationAsync(id);
        var video = await videos.GetAsync(id, ct);
        if (video is not null)
            await LandAsync(video, generation);
        return video;
    }

    private async Task<long?> GenerationAsync(Guid id)
    {
        try
        {
            return await fill.BeginAsync(id);
        }
        catch (RedisUnavailable)
        {
            return null;
        }
    }

    private async Task LandAsync(Video video, long? generation)
    {
        try
        {
            var landed = await fill.LandAsync(video, generation);
            (landed ? metrics.Fills : metrics.FillsRefused).Inc();
        }
        // The video is there all the same.
        catch (RedisUnavailable) { }
    }
}
