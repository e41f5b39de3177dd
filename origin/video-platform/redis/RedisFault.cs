using StackExchange.Redis;

namespace Verify.VideoPlatform.Redis;

/// <summary>Which exceptions mean that Redis did not answer, and by what word they are counted.</summary>
internal static class RedisFault
{
    public static bool Is(Exception thrown) => thrown is RedisException or TimeoutException;

    public static string KindOf(Exception thrown) =>
        thrown switch
        {
            TimeoutException => "timeout",
            RedisConnectionException => "connection",
            _ => "refused",
        };
}
