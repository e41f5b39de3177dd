using Npgsql;
using Verify.Fixtures.Ports;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.Redis;
using Verify.Tests.Ground;
using Verify.VideoPlatform.Database;
using Verify.VideoPlatform.Settings;

namespace Verify.Tests.VideoPlatform;

/// <summary>A real PostgreSQL with the platform's schema, and a real Redis, for the platforms of one test class.</summary>
internal sealed class Stores : IAsyncDisposable
{
    private const string DatabaseName = "videos";

    private readonly TempFolder folder;

    private Stores(TempFolder folder, PostgresServer postgres, RedisServer redis) =>
        (this.folder, Postgres, Redis, Database) = (
            folder,
            postgres,
            redis,
            NpgsqlDataSource.Create(postgres.ConnectionTo(DatabaseName))
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
            ["POSTGRES_DB"] = DatabaseName,
            ["REDIS_HOST"] = "127.0.0.1",
            ["REDIS_PORT"] = $"{Redis.Settings.Port}",
            ["HTTP_PORT"] = "0",
        };

    public static async Task<Stores> StartAsync(CancellationToken ct)
    {
        var folder = new TempFolder();
        // PostgreSQL does not run as root; whoever it runs as has to get to its own folder.
        File.SetUnixFileMode(folder.Path, (UnixFileMode)Convert.ToInt32("711", 8));
        var postgres = await PostgresServer.StartAsync(
            new(Directory.CreateDirectory(folder.File("postgres")).FullName, LoopbackPort.Free()),
            ct
        );
        var redis = await RedisServer.StartAsync(
            new(Directory.CreateDirectory(folder.File("redis")).FullName, LoopbackPort.Free()),
            ct
        );
        await postgres.CreateDatabaseAsync(DatabaseName, ct);
        var stores = new Stores(folder, postgres, redis);
        await new SchemaUpdate(stores.Database).ApplyAsync(ct);
        return stores;
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
        await Postgres.DisposeAsync();
        folder.Dispose();
    }
}
