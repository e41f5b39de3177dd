using Verify.VideoPlatform.Redis;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>As designed: stored whatever has happened since it was read.</summary>
internal sealed class PlainFill(IRedisLink redis, TimeSpan ttl) : IFill
{
    public Task<long?> BeginAsync(Guid id) => Task.FromResult<long?>(null);

    public Task<bool> LandAsync(Video video, long? generation) =>
        redis.AskAsync(database =>
            database.StringSetAsync(CacheKey.Value(video.Id), VideoJson.Write(video), ttl)
        );
}
