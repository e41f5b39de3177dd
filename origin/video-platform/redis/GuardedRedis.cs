using StackExchange.Redis;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Redis;

/// <summary>Redis with short time-outs, behind a circuit.</summary>
internal sealed class GuardedRedis : IRedisLink
{
    // Redis answers within a millisecond; a process that has just started needs most of this to compile its own code.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    // How soon a lost connection is noticed, and another is tried.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly ConnectionMultiplexer connection;
    private readonly PlatformMetrics metrics;
    private readonly RedisCircuit circuit;

    private GuardedRedis(ConnectionMultiplexer connection, PlatformMetrics metrics, RedisLog log)
    {
        (this.connection, this.metrics) = (connection, metrics);
        circuit = new(PingAsync, BetweenLooks, log);
    }

    /// <summary>What has to be told to Redis before it is believed again.</summary>
    public Func<IDatabase, CancellationToken, Task> CatchUp { private get; set; } =
        (_, _) => Task.CompletedTask;

    public static async Task<GuardedRedis> ConnectAsync(
        RedisSettings settings,
        PlatformMetrics metrics,
        RedisLog log
    )
    {
        var options = RedisOptions.Of(settings);
        options.AbortOnConnectFail = false;
        // A command that waited for a connection would be answered long after its caller has gone elsewhere.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = options.AsyncTimeout = (int)Patience.TotalMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry((int)BetweenLooks.TotalMilliseconds);
        options.HeartbeatInterval = BetweenLooks;
        var redis = new GuardedRedis(
            await ConnectionMultiplexer.ConnectAsync(options),
            metrics,
            log
        );
        if (!redis.connection.IsConnected)
            redis.circuit.Open($"nothing answers at {settings.Host}:{settings.Port}");
        return redis;
    }

    public async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> command)
    {
        if (circuit.IsOpen)
        {
            metrics.RedisSkipped.Inc();
            throw new RedisUnavailable("Redis is known to be down");
        }
        try
        {
            return await command(connection.GetDatabase()).WaitAsync(Patience);
        }
        catch (Exception thrown) when (RedisFault.Is(thrown))
        {
            metrics.RedisErrors.WithLabels(RedisFault.KindOf(thrown)).Inc();
            // One that refuses a command is there.
            if (thrown is not RedisServerException)
                circuit.Open(thrown.Message);
            throw new RedisUnavailable(thrown.Message, thrown);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await circuit.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task PingAsync(CancellationToken ct)
    {
        var database = connection.GetDatabase();
        await database.PingAsync().WaitAsync(Patience, ct);
        await CatchUp(database, ct);
    }
}
