using Verify.Fixtures.Ports;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.Redis;
using Verify.Instruments.Gates;
using Verify.Instruments.Gates.Postgres;
using Verify.Instruments.Gates.Redis;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>A real PostgreSQL and a real Redis, each behind a gate at which commands are held, counted and disturbed.</summary>
internal sealed class PlatformStores : IAsyncDisposable
{
    private const string DatabaseName = "videos";

    private readonly Stack<IAsyncDisposable> started = new();

    private PlatformStores(string folder) => Folder = folder;

    public string Folder { get; }
    public PostgresServer Postgres { get; private set; } = null!;
    public StatementCounts Statements { get; private set; } = null!;
    public Gate<PostgresCommand> DatabaseGate { get; private set; } = null!;
    public RedisServer? Redis { get; private set; }
    public Gate<RedisCommand>? CacheGate { get; private set; }

    public RedisCli Cli => new(Redis ?? throw new CannotRun("Redis is not running."));

    /// <summary>The database alone, with the platform's schema: what there is before the change.</summary>
    public static async Task<PlatformStores> StartAsync(string folder, CancellationToken ct)
    {
        var stores = new PlatformStores(folder);
        try
        {
            stores.Postgres = stores.Keep(
                await PostgresServer.StartAsync(
                    new(Path.Combine(folder, "postgres"), LoopbackPort.Free()),
                    ct
                )
            );
            await stores.Postgres.CreateDatabaseAsync(DatabaseName, ct);
            stores.Statements = await StatementCounts.OfAsync(stores.Postgres, DatabaseName, ct);
            stores.DatabaseGate = stores.Keep(
                await PostgresGate.OpenAsync(GatePlace.Before(stores.Postgres.Settings.Port))
            );
            var (exit, said) = await PlatformProgram.EndAsync(
                PlatformProgram.Migrate,
                stores.Environment("without"),
                Path.Combine(folder, "migrate"),
                ct
            );
            return exit == 0
                ? stores
                : throw new CannotRun($"The schema could not be made (exit {exit}).\n{said}");
        }
        catch
        {
            await stores.DisposeAsync();
            throw;
        }
    }

    /// <summary>Redis, in front of the database.</summary>
    public async Task StartCacheAsync(CancellationToken ct)
    {
        Redis = Keep(
            await RedisServer.StartAsync(
                new(Path.Combine(Folder, "redis"), LoopbackPort.Free()),
                ct
            )
        );
        CacheGate = Keep(await RedisGate.OpenAsync(GatePlace.Before(Redis.Settings.Port)));
    }

    /// <summary>What a process of a design is told, by the names that operators use.</summary>
    /// <param name="database">Of Redis: designs have one each, and never see each other's keys.</param>
    public Dictionary<string, string> Environment(string design, int database = 0) =>
        new()
        {
            ["VIDEO_DESIGN"] = design,
            ["HTTP_PORT"] = "0",
            ["POSTGRES_HOST"] = "127.0.0.1",
            ["POSTGRES_PORT"] = $"{DatabaseGate.Port}",
            ["POSTGRES_USER"] = Postgres.Settings.User,
            ["POSTGRES_PASSWORD"] = Postgres.Settings.Password,
            ["POSTGRES_DB"] = DatabaseName,
            ["REDIS_HOST"] = "127.0.0.1",
            ["REDIS_PORT"] = $"{CacheGate?.Port ?? 6379}",
            ["REDIS_DB"] = $"{database}",
        };

    /// <summary>Redis is ended, and what it held is gone.</summary>
    public async Task EndCacheAsync()
    {
        while (started.TryPeek(out var last) && last != DatabaseGate)
            await started.Pop().DisposeAsync();
        (Redis, CacheGate) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var last))
            await last.DisposeAsync();
    }

    private T Keep<T>(T one)
        where T : IAsyncDisposable
    {
        started.Push(one);
        return one;
    }
}
