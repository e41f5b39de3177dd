using StackExchange.Redis;
using Verify.VideoPlatform.Invalidations;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Redis;

namespace Verify.VideoPlatform.Caching;

/// <summary>Tells Redis what is pending: of processes that died after COMMIT, or while Redis was away.</summary>
internal sealed class InvalidationRelay(
    IRedisLink redis,
    PendingInvalidations pending,
    PlatformMetrics metrics
)
{
    /// <summary>Tells those that whoever wrote them has had time to tell.</summary>
    public async Task TellAsync(TimeSpan age, CancellationToken ct)
    {
        foreach (var one in await pending.ListAsync(age, ct))
        {
            await redis.AskAsync(database => GenerationScripts.MoveOnAsync(database, one.VideoId));
            await ForgetAsync(one, ct);
        }
    }

    /// <summary>Tells all, to a Redis that is not believed yet.</summary>
    public async Task CatchUpAsync(IDatabase database, CancellationToken ct)
    {
        foreach (var one in await pending.ListAsync(TimeSpan.Zero, ct))
        {
            await GenerationScripts.MoveOnAsync(database, one.VideoId).WaitAsync(ct);
            await ForgetAsync(one, ct);
        }
    }

    private async Task ForgetAsync(PendingInvalidation one, CancellationToken ct)
    {
        metrics.Invalidations.WithLabels("relayed").Inc();
        await pending.ForgetAsync(one.Id, ct);
    }
}
