using StackExchange.Redis;

namespace Verify.VideoPlatform.Caching;

/// <summary>The keys of a video in Redis.</summary>
internal static class CacheKey
{
    /// <summary>The video, as JSON.</summary>
    public static RedisKey Value(Guid id) => $"video:{id}";

    /// <summary>A number that moves with every invalidation.</summary>
    public static RedisKey Generation(Guid id) => $"video:{id}:generation";

    /// <summary>Who loads it from the database right now.</summary>
    public static RedisKey Loading(Guid id) => $"video:{id}:loading";
}
