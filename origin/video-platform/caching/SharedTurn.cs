using StackExchange.Redis;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Redis;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>Cured: one process loads, the others wait until the cache has it.</summary>
internal sealed class SharedTurn(IRedisLink redis, CachedVideos cache, PlatformMetrics metrics)
    : ILoadTurn
{
    // A loader that was killed keeps the others waiting for so long; one that lives renews it, however slow the database is.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    private const string Renew = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
        end
        return 1
        """;

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
        using var over = new CancellationTokenSource();
        var renewing = RenewAsync(id, mine, over.Token);
        try
        {
            return await load();
        }
        finally
        {
            await over.CancelAsync();
            await renewing;
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

    private async Task RenewAsync(Guid id, string mine, CancellationToken over)
    {
        try
        {
            while (true)
            {
                await Task.Delay(BetweenRenewals, over);
                await redis.AskAsync(database =>
                    database.ScriptEvaluateAsync(
                        Renew,
                        [CacheKey.Loading(id)],
                        [mine, (long)Lease.TotalMilliseconds]
                    )
                );
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or RedisUnavailable) { }
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
