using StackExchange.Redis;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Redis;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>Cured: one process loads, the others wait until the cache has it.</summary>
internal sealed class SharedTurn(IRedisLink redis, CachedVideos cache, PlatformMetrics metrics)
    : ILoadTurn
{
    // A loader that was killed keeps the others waiting for so long; a query that takes longer may be sent twice.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    // Whoever took the turn after its lease had ended keeps it.
    private const string GiveUp = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then
            redis.call('DEL', KEYS[1])
        end
        return 1
        """;

    public async Task<Video?> TakeAsync(Guid id, Func<Task<Video?>> load, CancellationToken ct)
    {
        var mine = Guid.NewGuid().ToString();
        try
        {
            if (await WaitAsync(id, mine, ct) is { } filled)
                return filled;
        }
        catch (RedisUnavailable)
        {
            return await load();
        }
        try
        {
            return await load();
        }
        finally
        {
            await GiveUpAsync(id, mine);
        }
    }

    // The video once another has filled the cache, or null once the turn is ours.
    private async Task<Video?> WaitAsync(Guid id, string mine, CancellationToken ct)
    {
        for (var waited = false; ; waited = true)
        {
            var isOurs = await redis.AskAsync(database =>
                database.StringSetAsync(CacheKey.Loading(id), mine, Lease, When.NotExists)
            );
            // Asked after the turn is ours: between the caller's miss and now another may have had it, and filled.
            if (await cache.FindAsync(id) is { } filled)
            {
                if (isOurs)
                    await GiveUpAsync(id, mine);
                return filled;
            }
            if (isOurs)
                return null;
            if (!waited)
                metrics.Waited.Inc();
            await Task.Delay(BetweenLooks, ct);
        }
    }

    private async Task GiveUpAsync(Guid id, string mine)
    {
        try
        {
            await redis.AskAsync(database =>
                database.ScriptEvaluateAsync(GiveUp, [CacheKey.Loading(id)], [mine])
            );
        }
        // The lease ends by itself.
        catch (RedisUnavailable) { }
    }
}
