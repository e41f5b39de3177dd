using StackExchange.Redis;

namespace Verify.VideoPlatform.Redis;

/// <summary>Redis, as far as it answers.</summary>
internal interface IRedisLink : IAsyncDisposable
{
    /// <exception cref="RedisUnavailable">It did not answer, or is known not to.</exception>
    Task<T> AskAsync<T>(Func<IDatabase, Task<T>> command);
}

/// <summary>Redis did not answer; whatever it would have said has to be had elsewhere.</summary>
internal sealed class RedisUnavailable(string message, Exception? cause = null)
    : Exception(message, cause);
