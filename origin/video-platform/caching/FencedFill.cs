using Verify.VideoPlatform.Redis;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>Cured: stored only if nothing was invalidated since before it was read.</summary>
internal sealed class FencedFill(IRedisLink redis, TimeSpan ttl) : IFill
{
    public async Task<long?> BeginAsync(Guid id) =>
        await redis.AskAsync(database => GenerationScripts.CurrentAsync(database, id));

    public Task<bool> LandAsync(Video video, long? generation) =>
        generation is { } known
            ? redis.AskAsync(database =>
                GenerationScripts.FillAsync(database, video.Id, known, VideoJson.Write(video), ttl)
            )
            // It was read before Redis could say of which generation it is.
            : Task.FromResult(false);
}
