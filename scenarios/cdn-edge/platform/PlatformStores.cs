using Verify.Fixtures.Ports;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.Redis;
using Verify.Fixtures.S3;
using Verify.Instruments.Gates;
using Verify.Instruments.Gates.Postgres;
using Verify.Instruments.Gates.Redis;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>
/// A real PostgreSQL, a real S3 and a real Redis. The first and the last are behind gates at which commands are held,
/// counted and disturbed. Each design has a database and a bucket of its own: none sees what another made.
/// </summary>
internal sealed class PlatformStores : IAsyncDisposable
{
    private readonly Dictionary<string, StatementCounts> statements = [];
    private readonly Stack<IAsyncDisposable> started = new();

    private readonly S3Endpoint? given;

    private PlatformStores(string folder, S3Endpoint? given) =>
        (Folder, this.given) = (folder, given);

    public string Folder { get; }
    public PostgresServer Postgres { get; private set; } = null!;
    public IObjectStorage Storage { get; private set; } = null!;
    public Gate<PostgresCommand> DatabaseGate { get; private set; } = null!;
    public RedisServer? Redis { get; private set; }
    public Gate<RedisCommand>? CacheGate { get; private set; }

    public RedisCli Cli => new(Redis ?? throw new CannotRun("Redis is not running."));

    /// <summary>Where a design keeps its objects, on the included S3 or on one of the user's.</summary>
    public static string BucketOf(string design, S3Endpoint? given) =>
        given is null ? $"videos-{design}"
        : design == PlatformInRun.Cured ? given.Bucket
        : $"{given.Bucket}-{design}";

    /// <summary>The database and the storage, with all that the designs need in them: what there is before the change.</summary>
    /// <param name="given">An S3 of the user's; null for the included one.</param>
    public static async Task<PlatformStores> StartAsync(
        string folder,
        IReadOnlyList<string> designs,
        CancellationToken ct,
        S3Endpoint? given = null
    )
    {
        var stores = new PlatformStores(folder, given);
        try
        {
            // The storage takes longest, and nothing of it is needed for the database.
            var storage = StartStorageAsync(Path.Combine(folder, "s3"), given, ct);
            try
            {
                await stores.StartDatabaseAsync(designs, ct);
            }
            finally
            {
                stores.Storage = stores.Keep(await storage);
            }
            foreach (var design in designs)
            {
                await PublicBucket.MakeAsync(stores.Bucket(design), ct);
                await stores.MigrateAsync(design, ct);
            }
            return stores;
        }
        catch
        {
            await stores.DisposeAsync();
            throw;
        }
    }

    /// <summary>How often each statement of a design was carried out.</summary>
    public StatementCounts Statements(string design) => statements[design];

    /// <summary>What a design has stored.</summary>
    public PlatformDatabase Database(string design) =>
        new(Postgres.ConnectionTo(DatabaseOf(design)));

    /// <summary>Where a design keeps its objects.</summary>
    public S3Endpoint Bucket(string design) =>
        Storage.Endpoint with
        {
            Bucket = BucketOf(design, given),
        };

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
    public Dictionary<string, string> Environment(string design, int database = 0)
    {
        var bucket = Bucket(design);
        return new()
        {
            ["VIDEO_DESIGN"] = design,
            ["HTTP_PORT"] = "0",
            ["POSTGRES_HOST"] = "127.0.0.1",
            ["POSTGRES_PORT"] = $"{DatabaseGate.Port}",
            ["POSTGRES_USER"] = Postgres.Settings.User,
            ["POSTGRES_PASSWORD"] = Postgres.Settings.Password,
            ["POSTGRES_DB"] = DatabaseOf(design),
            ["REDIS_HOST"] = "127.0.0.1",
            ["REDIS_PORT"] = $"{CacheGate?.Port ?? 6379}",
            ["REDIS_DB"] = $"{database}",
            ["S3_ENDPOINT"] = bucket.Url.GetLeftPart(UriPartial.Authority),
            ["S3_REGION"] = bucket.Region,
            ["S3_BUCKET"] = bucket.Bucket,
            ["S3_ACCESS_KEY"] = bucket.AccessKey,
            ["S3_SECRET_KEY"] = bucket.SecretKey,
            ["CDN_BASE_URL"] = EdgeInRun.BaseUrl,
        };
    }

    /// <summary>The same for a worker, which goes past the gates: what a step holds is not done by it.</summary>
    public Dictionary<string, string> WorkerEnvironment(string design, int database) =>
        new(Environment(design, database))
        {
            ["POSTGRES_PORT"] = $"{Postgres.Settings.Port}",
            ["REDIS_PORT"] = $"{Redis?.Settings.Port ?? 6379}",
        };

    /// <summary>Redis is ended, and what it held is gone.</summary>
    public async Task EndCacheAsync()
    {
        while (started.TryPeek(out var last) && last != Storage)
            await started.Pop().DisposeAsync();
        (Redis, CacheGate) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var last))
            await last.DisposeAsync();
    }

    private static async Task<IObjectStorage> StartStorageAsync(
        string folder,
        S3Endpoint? given,
        CancellationToken ct
    ) =>
        given is null
            ? await RadosGateway.StartAsync(new(folder, LoopbackPort.Free()), ct)
            : await GivenStorage.StartAsync(given, folder, ct);

    private async Task StartDatabaseAsync(IReadOnlyList<string> designs, CancellationToken ct)
    {
        Postgres = Keep(
            await PostgresServer.StartAsync(
                new(Path.Combine(Folder, "postgres"), LoopbackPort.Free())
                {
                    // A dozen processes of three designs side by side, with a pool of 20 each.
                    Values = new Dictionary<string, string> { ["max_connections"] = "400" },
                },
                ct
            )
        );
        DatabaseGate = Keep(await PostgresGate.OpenAsync(GatePlace.Before(Postgres.Settings.Port)));
        foreach (var design in designs)
        {
            await Postgres.CreateDatabaseAsync(DatabaseOf(design), ct);
            statements[design] = await StatementCounts.OfAsync(Postgres, DatabaseOf(design), ct);
        }
    }

    private async Task MigrateAsync(string design, CancellationToken ct)
    {
        var (exit, said) = await PlatformProgram.EndAsync(
            PlatformProgram.Migrate,
            Environment(design),
            Path.Combine(Folder, "migrate"),
            ct
        );
        if (exit != 0)
            throw new CannotRun($"The schema could not be made (exit {exit}).\n{said}");
    }

    private static string DatabaseOf(string design) => $"videos_{design.Replace('-', '_')}";

    private T Keep<T>(T one)
        where T : IAsyncDisposable
    {
        started.Push(one);
        return one;
    }
}
