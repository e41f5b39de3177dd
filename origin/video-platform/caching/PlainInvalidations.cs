using Verify.VideoPlatform.Invalidations;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Redis;

namespace Verify.VideoPlatform.Caching;

/// <summary>As designed where processing is triggered: a reader in between stores the old state again.</summary>
internal sealed class DeleteBeforeWrite(PlainDelete cache) : IInvalidation
{
    public async Task<T> AroundAsync<T>(
        Guid videoId,
        Func<CancellationToken, Task<T>> write,
        CancellationToken ct
    )
        where T : IWritten
    {
        await cache.DeleteAsync(videoId);
        return await write(ct);
    }
}

/// <summary>As designed where a job ends: a read that began before the write stores the old state after it.</summary>
internal sealed class WriteBeforeDelete(PlainDelete cache) : IInvalidation
{
    public async Task<T> AroundAsync<T>(
        Guid videoId,
        Func<CancellationToken, Task<T>> write,
        CancellationToken ct
    )
        where T : IWritten
    {
        var written = await write(ct);
        await cache.DeleteAsync(videoId);
        return written;
    }
}

/// <summary>DEL, once; if Redis does not answer, the time to live has to do.</summary>
internal sealed class PlainDelete(IRedisLink redis, PlatformMetrics metrics)
{
    public async Task DeleteAsync(Guid videoId)
    {
        try
        {
            await redis.AskAsync(database => database.KeyDeleteAsync(CacheKey.Value(videoId)));
            metrics.Invalidations.WithLabels("done").Inc();
        }
        catch (RedisUnavailable)
        {
            metrics.Invalidations.WithLabels("lost").Inc();
        }
    }
}
