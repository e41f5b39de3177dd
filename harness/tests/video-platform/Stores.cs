using Npgsql;
using Verify.Fixtures.Ports;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.Redis;
using Verify.Tests.Ground;
using Verify.Tests.Platforms;
using Verify.VideoPlatform.Settings;

namespace Verify.Tests.VideoPlatform;

/// <summary>A database of its own in a real PostgreSQL, with the platform's schema, and a real Redis, for some tests.</summary>
internal sealed class Stores : IAsyncDisposable
{
    private readonly TempFolder folder;
    private readonly string name;

    private Stores(TempFolder folder, PostgresServer postgres, string name, RedisServer redis) =>
        (this.folder, Postgres, this.name, Redis, Database) = (
            folder,
            postgres,
            name,
            redis,
            NpgsqlDataSource.Create(postgres.ConnectionTo(name))
        );

    public PostgresServer Postgres { get; }
    public RedisServer Redis { get; }
    public NpgsqlDataSource Database { get; }
    public RedisCli RedisCli => new(Redis);

    /// <summary>What a platform's environment says of them.</summary>
    public Dictionary<string, string> Environment =>
        new()
        {
            ["POSTGRES_HOST"] = "127.0.0.1",
            ["POSTGRES_PORT"] = $"{Postgres.Settings.Port}",
            ["POSTGRES_USER"] = Postgres.Settings.User,
            ["POSTGRES_PASSWORD"] = Postgres.Settings.Password,
            ["POSTGRES_DB"] = name,
            ["REDIS_HOST"] = "127.0.0.1",
            ["REDIS_PORT"] = $"{Redis.Settings.Port}",
            ["HTTP_PORT"] = "0",
        };

    public static async Task<Stores> StartAsync(CancellationToken ct)
    {
        var servers = await SharedPlatform.ServersAsync();
        var name = $"test_{Guid.NewGuid():N}";
        await servers.MakeDatabaseAsync(name, ct);
        var folder = new TempFolder();
        try
        {
            var redis = await RedisServer.StartAsync(new(folder.Path, LoopbackPort.Free()), ct);
            return new(folder, servers.Postgres, name, redis);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public PlatformSettings Settings(params (string Name, string Value)[] more)
    {
        var environment = Environment;
        foreach (var (name, value) in more)
            environment[name] = value;
        return PlatformSettings.Read(environment, port: 0);
    }

    public async Task<T> AskAsync<T>(string sql, CancellationToken ct)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task DoAsync(string sql, CancellationToken ct)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Redis.DisposeAsync();
        folder.Dispose();
    }
}
