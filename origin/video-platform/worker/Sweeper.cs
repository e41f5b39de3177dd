using Verify.VideoPlatform.Jobs;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Storage;

namespace Verify.VideoPlatform.Worker;

/// <summary>Removes the objects of versions that nobody needs: of attempts that were given up, and of old ones after their time.</summary>
internal sealed class Sweeper(RetiredVersions retired, ObjectStore store, PlatformMetrics metrics)
    : IChore
{
    public string Name => "The sweeper";

    public async Task DoAsync(CancellationToken ct)
    {
        while (await retired.NextAsync(ct) is { } version)
        {
            var removed = await store.RemoveAsync(version.Prefix, ct);
            metrics.ObjectsRemoved.Inc(removed);
            await retired.SweptAsync(version, ct);
        }
    }
}
