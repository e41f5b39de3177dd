using Npgsql;
using Verify.VideoPlatform.Invalidations;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Redis;

namespace Verify.VideoPlatform.Caching;

/// <summary>Cured: after COMMIT, atomic, and pending until Redis has it.</summary>
internal sealed class FencedInvalidation(
    IRedisLink redis,
    PendingInvalidations pending,
    PlatformMetrics metrics
) : IInvalidation
{
    public async Task<T> AroundAsync<T>(
        Guid videoId,
        Func<CancellationToken, Task<T>> write,
        CancellationToken ct
    )
        where T : IWritten
    {
        var written = await write(ct);
        // It is committed: a client that goes away now must not keep the cache from hearing of it.
        if (written.PendingInvalidation is { } id)
            await TellAsync(new(id, videoId));
        return written;
    }

    private async Task TellAsync(PendingInvalidation invalidation)
    {
        try
        {
            await redis.AskAsync(database =>
                GenerationScripts.MoveOnAsync(database, invalidation.VideoId)
            );
            metrics.Invalidations.WithLabels("done").Inc();
            await pending.ForgetAsync(invalidation.Id, CancellationToken.None);
        }
        catch (RedisUnavailable)
        {
            metrics.Invalidations.WithLabels("pending").Inc();
        }
        // It is told once more; that does no harm.
        catch (NpgsqlException) { }
    }
}
