using Verify.Fixtures.Ports;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.S3;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>
/// A real PostgreSQL and a real S3. They take seconds to start, and serve any number of platforms: each has databases and
/// buckets of its own.
/// </summary>
internal sealed class StoreServers : IAsyncDisposable
{
    // Nobody is ever connected to it: so it can be copied, in a tenth of the time that the migrations take.
    private const string Schema = "videos_schema";

    private StoreServers(string folder, S3Endpoint? given) => (Folder, Given) = (folder, given);

    public string Folder { get; }

    /// <summary>An S3 of the user's; null for the included one.</summary>
    public S3Endpoint? Given { get; }

    public PostgresServer Postgres { get; private set; } = null!;

    public IObjectStorage Storage { get; private set; } = null!;

    public static async Task<StoreServers> StartAsync(
        string folder,
        S3Endpoint? given,
        CancellationToken ct
    )
    {
        var servers = new StoreServers(folder, given);
        try
        {
            // The storage takes longest, and nothing of it is needed for the database.
            var storage = StartStorageAsync(Path.Combine(folder, "s3"), given, ct);
            try
            {
                await servers.StartDatabaseAsync(ct);
            }
            finally
            {
                servers.Storage = await storage;
            }
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>A database with the platform's schema, whose statements are counted.</summary>
    public async Task<StatementCounts> MakeDatabaseAsync(string name, CancellationToken ct)
    {
        await Postgres.CreateDatabaseAsync(name, ct, template: Schema);
        return await StatementCounts.OfAsync(Postgres, name, ct);
    }

    /// <summary>What a process of the platform is told of a database, by the names that operators use.</summary>
    /// <param name="port">Of PostgreSQL, or of a gate before it.</param>
    public Dictionary<string, string> EnvironmentOf(string database, int port) =>
        new()
        {
            ["POSTGRES_HOST"] = "127.0.0.1",
            ["POSTGRES_PORT"] = $"{port}",
            ["POSTGRES_USER"] = Postgres.Settings.User,
            ["POSTGRES_PASSWORD"] = Postgres.Settings.Password,
            ["POSTGRES_DB"] = database,
        };

    public async ValueTask DisposeAsync()
    {
        // Either may not have come to be.
        if (Storage is not null)
            await Storage.DisposeAsync();
        if (Postgres is not null)
            await Postgres.DisposeAsync();
    }

    private static async Task<IObjectStorage> StartStorageAsync(
        string folder,
        S3Endpoint? given,
        CancellationToken ct
    ) =>
        given is null
            ? await RadosGateway.StartAsync(new(folder, LoopbackPort.Free()), ct)
            : await GivenStorage.StartAsync(given, folder, ct);

    private async Task StartDatabaseAsync(CancellationToken ct)
    {
        Postgres = await PostgresServer.StartAsync(
            new(Path.Combine(Folder, "postgres"), LoopbackPort.Free())
            {
                // A dozen processes side by side, with a pool of 20 each.
                Values = new Dictionary<string, string> { ["max_connections"] = "400" },
            },
            ct
        );
        await Postgres.CreateDatabaseAsync(Schema, ct);
        // What counts is made once, before any two could make it at the same moment.
        await StatementCounts.OfAsync(Postgres, Schema, ct);
        var (exit, said) = await PlatformProgram.EndAsync(
            PlatformProgram.Migrate,
            EnvironmentOf(Schema, Postgres.Settings.Port),
            Path.Combine(Folder, "migrate"),
            ct
        );
        if (exit != 0)
            throw new CannotRun($"The schema could not be made (exit {exit}).\n{said}");
    }
}
