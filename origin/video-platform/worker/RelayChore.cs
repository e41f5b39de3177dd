using Verify.VideoPlatform.Caching;
using Verify.VideoPlatform.Redis;

namespace Verify.VideoPlatform.Worker;

/// <summary>Tells Redis the invalidations that whoever should have told them did not live to tell.</summary>
internal sealed class RelayChore(InvalidationRelay relay) : IChore
{
    // Whoever is alive tells it sooner.
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    public string Name => "The relay of invalidations";

    public async Task DoAsync(CancellationToken ct)
    {
        try
        {
            await relay.TellAsync(Age, ct);
        }
        // It is said once, where the circuit opens; they stay pending.
        catch (RedisUnavailable) { }
    }
}
