using Verify.VideoPlatform.Redis;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>The videos that Redis has.</summary>
internal sealed class CachedVideos(IRedisLink redis)
{
    public async Task<Video?> FindAsync(Guid id) =>
        VideoJson.Read(
            await redis.AskAsync(database => database.StringGetAsync(CacheKey.Value(id)))
        );
}
