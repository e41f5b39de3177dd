using Verify.Engine.Undo;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>The system of a run: its stores, and the API processes of each design.</summary>
/// <param name="traits">Of the cured design, in the place of its own: what a test takes out of it.</param>
internal sealed class PlatformInRun(
    string folder,
    IReadOnlyDictionary<string, string>? traits = null
)
{
    public const string Without = "without";
    public const string AsDesigned = "as-designed";
    public const string Cured = "cured";

    /// <summary>How many processes of the API each cached design has: one never competes with itself.</summary>
    public const int Processes = 2;

    private static readonly string[] Programs = ["postgres", "redis-server", "dotnet"];

    private static readonly Dictionary<string, string> None = [];

    private readonly Dictionary<string, IReadOnlyList<PlatformProgram>> apis = [];
    private PlatformStores? stores;

    public PlatformStores Stores =>
        stores ?? throw new CannotRun("The stores are not running: step 0.1 did not pass.");

    /// <summary>The processes of a design.</summary>
    public IReadOnlyList<PlatformProgram> Of(string design) =>
        apis.TryGetValue(design, out var all)
            ? all
            : throw new CannotRun($"No API of the design '{design}' is running.");

    public Change StartStores() =>
        new(
            "start PostgreSQL and the API without a cache",
            "postgres -D data; VIDEO_DESIGN=without dotnet video-platform.dll api",
            "stop the API, then PostgreSQL",
            step =>
                step.OutsideAsync(
                    new EndProcesses(folder, Programs),
                    async ct =>
                    {
                        stores = await PlatformStores.StartAsync(folder, ct);
                        await StartAsync(Without, processes: 1, database: 0, folder, ct);
                    }
                ),
            async _ =>
            {
                await EndAsync(Without);
                if (stores is not null)
                    await stores.DisposeAsync();
                stores = null;
            }
        );

    public Change StartCache() =>
        new(
            "start Redis",
            "redis-server redis.conf",
            "stop Redis",
            step =>
                step.OutsideAsync(
                    new EndProcesses(Path.Combine(folder, "redis"), ["redis-server"]),
                    async ct => await Stores.StartCacheAsync(ct)
                ),
            async _ => await Stores.EndCacheAsync()
        );

    public Change StartCached() =>
        new(
            $"start {Processes} processes of the API as designed, and as many cured",
            "VIDEO_DESIGN=as-designed dotnet video-platform.dll api; VIDEO_DESIGN=cured dotnet video-platform.dll api",
            "stop them",
            step =>
                step.OutsideAsync(
                    new EndProcesses(CachedFolder, ["dotnet"]),
                    async ct =>
                    {
                        await StartAsync(AsDesigned, Processes, database: 1, CachedFolder, ct);
                        await StartAsync(Cured, Processes, database: 2, CachedFolder, ct);
                    }
                ),
            async _ =>
            {
                await EndAsync(Cured);
                await EndAsync(AsDesigned);
            }
        );

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
    }

    // A folder of their own: what is found in it is ended with them.
    private string CachedFolder => Path.Combine(folder, "cached");

    private async Task StartAsync(
        string design,
        int processes,
        int database,
        string below,
        CancellationToken ct
    )
    {
        var all = new List<PlatformProgram>();
        apis[design] = all;
        var environment = Stores.Environment(design, database);
        foreach (var (name, value) in (design == Cured ? traits : null) ?? None)
            environment[name] = value;
        for (var i = 1; i <= processes; i++)
            all.Add(
                await PlatformProgram.StartAsync(
                    $"{design} {i}",
                    environment,
                    Path.Combine(below, $"{design}-{i}"),
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
