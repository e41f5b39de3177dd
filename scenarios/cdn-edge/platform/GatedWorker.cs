using Verify.Instruments.Gates;
using Verify.Instruments.Gates.Postgres;
using Verify.Instruments.Gates.Redis;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>A worker that goes to PostgreSQL and Redis through gates of its own: what it does can be stopped at any moment.</summary>
internal sealed class GatedWorker : IAsyncDisposable
{
    // What it holds of a job that is being made.
    private const string Claim = "INSERT INTO versions";

    private readonly PlatformStores stores;
    private readonly string design;
    private readonly Gate<PostgresCommand> database;
    private readonly Gate<RedisCommand> cache;
    private readonly TaskCompletionSource<Guid> claimed = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly List<Action> releases = [];
    private PlatformProgram? program;

    private GatedWorker(
        PlatformStores stores,
        string design,
        string folder,
        Gate<PostgresCommand> database,
        Gate<RedisCommand> cache
    ) =>
        (this.stores, this.design, Folder, this.database, this.cache) = (
            stores,
            design,
            folder,
            database,
            cache
        );

    /// <summary>Its WORK_DIR.</summary>
    public string Folder { get; }

    /// <summary>Whether what is held when it is killed was on its way, and arrives after its death.</summary>
    public bool HeldArrives { get; set; }

    /// <param name="videos">Of one of them it will take the job.</param>
    public static async Task<GatedWorker> OpenAsync(
        PlatformStores stores,
        string design,
        string folder,
        IReadOnlyCollection<Guid> videos
    )
    {
        var database = await PostgresGate.OpenAsync(
            GatePlace.Before(stores.Postgres.Settings.Port)
        );
        var cache = await RedisGate.OpenAsync(GatePlace.Before(stores.Redis!.Settings.Port));
        var worker = new GatedWorker(
            stores,
            design,
            Directory.CreateDirectory(folder).FullName,
            database,
            cache
        );
        // Only looked at: it passes.
        database.Count(command =>
            command.Says(Claim) && worker.IsClaimed(videos.FirstOrDefault(command.Binds))
        );
        return worker;
    }

    /// <summary>Its settings, beside the design's own.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>
        {
            ["POSTGRES_PORT"] = $"{database.Port}",
            ["REDIS_PORT"] = $"{cache.Port}",
            ["WORK_DIR"] = Folder,
        };

    public void Runs(PlatformProgram started) => program = started;

    /// <summary>Waits until it has taken a job.</summary>
    /// <returns>The job's video.</returns>
    public Task<Guid> ClaimedAsync(CancellationToken ct) => claimed.Task.WaitAsync(ct);

    /// <summary>Holds its next statement of a sort.</summary>
    /// <returns>Waits until it has come there.</returns>
    public Func<CancellationToken, Task> HoldDatabase(Func<PostgresCommand, bool> isMeant)
    {
        var hold = database.HoldNext(isMeant);
        releases.Add(hold.Release);
        return hold.ReachedAsync;
    }

    /// <summary>Holds what it tells Redis of a video next.</summary>
    public Func<CancellationToken, Task> HoldRedis()
    {
        var hold = cache.HoldNext(command =>
            command.Arguments.Any(one => one.StartsWith("video:", StringComparison.Ordinal))
        );
        releases.Add(hold.Release);
        return hold.ReachedAsync;
    }

    /// <summary>How many objects of a video have been stored, as the storage logs it.</summary>
    public async Task<int> ObjectsAsync(Guid video, CancellationToken ct)
    {
        var folder = $"/{stores.Bucket(design).Bucket}/hls/{video}/";
        return (await stores.Storage.Requests.ReadAsync(ct)).Count(one =>
            one.Method == "PUT" && one.Path.StartsWith(folder, StringComparison.Ordinal)
        );
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (program is not { } killed)
            return;
        await killed.KillAsync();
        if (HeldArrives)
            releases.ForEach(release => release());
    }

    public async ValueTask DisposeAsync()
    {
        // Before the gates: what is held never arrives, unless it was let go.
        if (program is not null)
            await program.DisposeAsync();
        await database.DisposeAsync();
        await cache.DisposeAsync();
    }

    private bool IsClaimed(Guid video) => video != Guid.Empty && claimed.TrySetResult(video);
}
