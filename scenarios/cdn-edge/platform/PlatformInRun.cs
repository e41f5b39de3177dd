using Verify.Fixtures.S3;
using Verify.Origin.Edge;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>The system of a run: its stores, the API processes of each design, and the edges before them.</summary>
/// <param name="folder">Where all of it works; it is gone with it.</param>
/// <param name="takenOut">Of the cured design, by a test.</param>
/// <param name="times">How long the edges keep things.</param>
internal sealed class PlatformInRun(
    string folder,
    TakenOut? takenOut = null,
    EdgeTimes? times = null
)
{
    public const string Without = "without";
    public const string AsDesigned = "as-designed";
    public const string Cured = "cured";

    /// <summary>How many processes of the API each cached design has: one never competes with itself.</summary>
    public const int Processes = 2;

    /// <summary>Those with a cache: the second is the cure of the first.</summary>
    public static readonly IReadOnlyList<string> WithCache = [AsDesigned, Cured];

    /// <summary>All that there are.</summary>
    public static readonly IReadOnlyList<string> AllDesigns = [Without, .. WithCache];

    private readonly TakenOut takenOut = takenOut ?? TakenOut.Nothing;
    private readonly Dictionary<string, IReadOnlyList<PlatformProgram>> apis = [];
    private readonly Dictionary<string, EdgeInRun> edges = [];
    private readonly Dictionary<string, MadeVideo> videos = [];
    private PlatformStores? stores;

    /// <summary>How long the edges are told to keep things.</summary>
    public EdgeTimes Times { get; } = times ?? EdgeTimes.Scaled;

    /// <summary>What a viewer cost the storage without an edge, as step 0.3 counted it.</summary>
    public S3Totals? TrafficWithout { get; set; }

    /// <summary>The designs that run here, and that steps look at.</summary>
    public IReadOnlyList<string> Designs { get; init; } = AllDesigns;

    /// <summary>Those of them with a cache.</summary>
    public IReadOnlyList<string> Cached => [.. WithCache.Where(Designs.Contains)];

    /// <summary>PostgreSQL and S3 of others, which go on when this has ended; null for its own.</summary>
    public StoreServers? Servers { get; init; }

    /// <summary>An S3 of the user's; null for the included one.</summary>
    public S3Endpoint? Given { get; init; }

    public string Folder => folder;

    public PlatformStores Stores =>
        stores ?? throw new CannotRun("The stores are not running: step 0.1 did not pass.");

    /// <summary>Where edges of other kinds work: what is left of them is ended with those of the designs.</summary>
    public string OtherEdgesFolder => Path.Combine(EdgeFolder, "others");

    /// <summary>The processes of a design.</summary>
    public IReadOnlyList<PlatformProgram> Of(string design) =>
        apis.TryGetValue(design, out var all)
            ? all
            : throw new CannotRun($"No API of the design '{design}' is running.");

    /// <summary>The edge of a design.</summary>
    public EdgeInRun Edge(string design) =>
        edges.TryGetValue(design, out var edge)
            ? edge
            : throw new CannotRun($"No edge of the design '{design}' is running.");

    /// <summary>A worker of a design, for as long as a step needs it: others are not to be disturbed by it.</summary>
    public Task<PlatformProgram> WorkerAsync(string design, CancellationToken ct) =>
        BesideAsync(design, PlatformProgram.Worker, "worker", new Dictionary<string, string>(), ct);

    /// <summary>A process of a design besides, for as long as a step needs it.</summary>
    /// <param name="settings">Of the environment, in the place of the design's own.</param>
    public Task<PlatformProgram> BesideAsync(
        string design,
        string role,
        string name,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken ct
    )
    {
        var environment = Environment(design, role == PlatformProgram.Worker);
        foreach (var (setting, value) in settings)
            environment[setting] = value;
        return PlatformProgram.StartAsync(
            $"{design} {name}",
            environment,
            Path.Combine(FolderOf(design), $"{design}-{name}"),
            ct,
            role
        );
    }

    /// <summary>A video that the design's own worker has made and stored; the same for every step that only looks at it.</summary>
    public async Task<MadeVideo> VideoAsync(string design, CancellationToken ct)
    {
        if (videos.TryGetValue(design, out var made))
            return made;
        await using var worker = await WorkerAsync(design, ct);
        var api = Of(design)[0];
        return videos[design] = await MadeVideo.MakeAsync(api, "A video", ct);
    }

    /// <summary>What there is without a cache.</summary>
    public async Task StartStoresAsync(CancellationToken ct)
    {
        // Every bucket, also of a design that does not run: what is another's is told apart by it.
        stores = Servers is null
            ? await PlatformStores.StartAsync(folder, AllDesigns, Given, ct)
            : await PlatformStores.OnAsync(Servers, folder, AllDesigns, ct);
        if (Designs.Contains(Without))
            await StartAsync(Without, processes: 1, ct);
    }

    public async Task EndStoresAsync()
    {
        await EndAsync(Without);
        if (stores is not null)
            await stores.DisposeAsync();
        stores = null;
        videos.Clear();
    }

    public async Task StartCachedAsync(CancellationToken ct)
    {
        foreach (var design in Cached)
            await StartAsync(design, Processes, ct);
    }

    public async Task EndCachedAsync()
    {
        foreach (var design in Cached.Reverse())
            await EndAsync(design);
    }

    public async Task StartEdgesAsync(CancellationToken ct)
    {
        foreach (var design in Cached)
            edges[design] = await EdgeInRun.StartAsync(
                design,
                EdgeSettings(design),
                EdgeConfiguration(design),
                Stores.Storage.Endpoint.Url.Port,
                ct
            );
    }

    public async Task EndEdgesAsync()
    {
        foreach (var design in Cached.Reverse())
            if (edges.Remove(design, out var edge))
                await edge.DisposeAsync();
    }

    /// <summary>Other edges before what this has: nothing else of it is started again.</summary>
    /// <param name="elsewhere">Where they work.</param>
    public PlatformInRun WithEdges(string elsewhere, TakenOut taken, IReadOnlyList<string> designs)
    {
        var other = new PlatformInRun(elsewhere, taken, Times)
        {
            Designs = designs,
            stores = Stores,
        };
        foreach (var (design, all) in apis)
            other.apis[design] = all;
        foreach (var (design, video) in videos)
            other.videos[design] = video;
        return other;
    }

    /// <summary>The nginx.conf of a design's edge.</summary>
    public string EdgeConfiguration(string design)
    {
        var settings = EdgeSettings(design);
        return design == Cured
            ? takenOut.Edge(CuredEdge.Configuration(settings))
            : AsDesignedEdge.Configuration(settings);
    }

    /// <summary>Every part must run before a check and after it: what a dead one answers proves nothing.</summary>
    public Func<Step, Task> While(Func<PlatformInRun, Step, Task> check) =>
        async step =>
        {
            MustRun();
            await check(this, step);
            MustRun();
        };

    private void MustRun()
    {
        foreach (var api in apis.Values.SelectMany(all => all))
            api.MustRun();
        foreach (var edge in edges.Values)
            edge.MustRun();
    }

    // Folders of their own: what is found in one is ended with it.
    public string CachedFolder => Path.Combine(folder, "cached");

    public string EdgeFolder => Path.Combine(folder, "edge");

    private string FolderOf(string design) => design == Without ? folder : CachedFolder;

    private EdgeSettings EdgeSettings(string design) =>
        EdgeInRun.SettingsOf(Path.Combine(EdgeFolder, design), Stores.Bucket(design).Bucket, Times);

    /// <summary>What the processes of the API of a design are told.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(string design) => Environment(design);

    private Dictionary<string, string> Environment(string design, bool worker = false)
    {
        var database = Array.IndexOf([.. AllDesigns], design);
        var environment = worker
            ? Stores.WorkerEnvironment(design, database)
            : Stores.Environment(design, database);
        environment["WORK_DIR"] = Directory
            .CreateDirectory(Path.Combine(FolderOf(design), $"{design}-work"))
            .FullName;
        // As the edge says of the same playlists.
        environment["MASTER_MAX_AGE"] = $"{Times.Playlist.TotalSeconds:0}s";
        foreach (var (name, value) in design == Cured ? takenOut.Traits : TakenOut.Nothing.Traits)
            environment[name] = value;
        return environment;
    }

    private async Task StartAsync(string design, int processes, CancellationToken ct)
    {
        var all = new List<PlatformProgram>();
        apis[design] = all;
        for (var i = 1; i <= processes; i++)
            all.Add(
                await PlatformProgram.StartAsync(
                    $"{design} {i}",
                    Environment(design),
                    Path.Combine(FolderOf(design), $"{design}-{i}"),
                    ct
                )
            );
    }

    private async Task EndAsync(string design)
    {
        if (!apis.Remove(design, out var all))
            return;
        foreach (var api in all)
            await api.DisposeAsync();
    }
}
