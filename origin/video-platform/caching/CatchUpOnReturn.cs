using Verify.VideoPlatform.Redis;

namespace Verify.VideoPlatform.Caching;

/// <summary>Has a Redis that comes back told what was invalidated meanwhile, before it is believed.</summary>
internal sealed class CatchUpOnReturn(IRedisLink redis, InvalidationRelay relay) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (redis is GuardedRedis guarded)
            guarded.CatchUp = relay.CatchUpAsync;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
