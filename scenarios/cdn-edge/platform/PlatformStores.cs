using Verify.Fixtures.Ports;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.Redis;
using Verify.Fixtures.S3;
using Verify.Instruments.Gates;
using Verify.Instruments.Gates.Postgres;
using Verify.Instruments.Gates.Redis;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>
/// What a platform stores: in PostgreSQL, in S3 and in a Redis of its own. The first and the last are behind gates at which
/// commands are held, counted and disturbed. Each design has a database and a bucket of its own: none sees what another made.
/// </summary>
internal sealed class PlatformStores : IAsyncDisposable
{
    private readonly Dictionary<string, StatementCounts> statements = [];
    private readonly StoreServers servers;
    private readonly string mark;
    private readonly bool isOwner;

    private PlatformStores(string folder, StoreServers servers, string mark, bool isOwner) =>
        (Folder, this.servers, this.mark, this.isOwner) = (folder, servers, mark, isOwner);

    public string Folder { get; }
    public PostgresServer Postgres => servers.Postgres;
    public IObjectStorage Storage => servers.Storage;
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
        S3Endpoint? given,
        CancellationToken ct
    )
    {
        var stores = new PlatformStores(
            folder,
            await StoreServers.StartAsync(folder, given, ct),
            mark: "",
            isOwner: true
        );
        return await stores.ReadyAsync(designs, ct);
    }

    /// <summary>The same on servers that others use too.</summary>
    public static Task<PlatformStores> OnAsync(
        StoreServers servers,
        string folder,
        IReadOnlyList<string> designs,
        CancellationToken ct
    ) =>
        new PlatformStores(folder, servers, $"-{Guid.NewGuid():N}", isOwner: false).ReadyAsync(
            designs,
            ct
        );

    /// <summary>How often each statement of a design was carried out.</summary>
    public StatementCounts Statements(string design) => statements[design];

    /// <summary>What a design has stored.</summary>
    public PlatformDatabase Database(string design) =>
        new(Postgres.ConnectionTo(DatabaseOf(design)));

    /// <summary>Where a design keeps its objects.</summary>
    public S3Endpoint Bucket(string design) =>
        Storage.Endpoint with
        {
            Bucket = $"{BucketOf(design, servers.Given)}{mark}",
        };

    /// <summary>Redis, in front of the database.</summary>
    public async Task StartCacheAsync(CancellationToken ct)
    {
        Redis = await RedisServer.StartAsync(
            new(Path.Combine(Folder, "redis"), LoopbackPort.Free()),
            ct
        );
        CacheGate = await RedisGate.OpenAsync(GatePlace.Before(Redis.Settings.Port));
    }

    /// <summary>What a process of a design is told, by the names that operators use.</summary>
    /// <param name="database">Of Redis: designs have one each, and never see each other's keys.</param>
    public Dictionary<string, string> Environment(string design, int database = 0)
    {
        var bucket = Bucket(design);
        return new(servers.EnvironmentOf(DatabaseOf(design), DatabaseGate.Port))
        {
            ["VIDEO_DESIGN"] = design,
            ["HTTP_PORT"] = "0",
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
        if (CacheGate is not null)
            await CacheGate.DisposeAsync();
        if (Redis is not null)
            await Redis.DisposeAsync();
        (Redis, CacheGate) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        await EndCacheAsync();
        // It may not have come to be.
        if (DatabaseGate is not null)
            await DatabaseGate.DisposeAsync();
        if (isOwner)
            await servers.DisposeAsync();
    }

    private async Task<PlatformStores> ReadyAsync(
        IReadOnlyList<string> designs,
        CancellationToken ct
    )
    {
        try
        {
            DatabaseGate = await PostgresGate.OpenAsync(GatePlace.Before(Postgres.Settings.Port));
            foreach (var design in designs)
            {
                statements[design] = await servers.MakeDatabaseAsync(DatabaseOf(design), ct);
                await PublicBucket.MakeAsync(Bucket(design), ct);
            }
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    // PostgreSQL's names have 63 letters at most.
    private string DatabaseOf(string design) => $"videos_{design}{mark}".Replace('-', '_');
}
