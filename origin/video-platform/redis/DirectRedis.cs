using StackExchange.Redis;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Redis;

/// <summary>As designed: no start without an answer to the first ping, and the library's own time-outs (5 s a command).</summary>
internal sealed class DirectRedis : IRedisLink
{
    private readonly ConnectionMultiplexer connection;
    private readonly PlatformMetrics metrics;

    private DirectRedis(ConnectionMultiplexer connection, PlatformMetrics metrics) =>
        (this.connection, this.metrics) = (connection, metrics);

    /// <exception cref="RedisUnavailable">It does not answer.</exception>
    public static async Task<DirectRedis> ConnectAsync(
        RedisSettings settings,
        PlatformMetrics metrics
    )
    {
        try
        {
            var connection = await ConnectionMultiplexer.ConnectAsync(RedisOptions.Of(settings));
            await connection.GetDatabase().PingAsync();
            return new(connection, metrics);
        }
        catch (Exception thrown) when (RedisFault.Is(thrown))
        {
            throw new RedisUnavailable(
                $"Redis at {settings.Host}:{settings.Port} does not answer, and this design does not start without it.",
                thrown
            );
        }
    }

    public async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> command)
    {
        try
        {
            return await command(connection.GetDatabase());
        }
        catch (Exception thrown) when (RedisFault.Is(thrown))
        {
            metrics.RedisErrors.WithLabels(RedisFault.KindOf(thrown)).Inc();
            throw new RedisUnavailable(thrown.Message, thrown);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
