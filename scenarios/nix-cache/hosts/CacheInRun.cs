using Verify.Engine.Undo;
using Verify.Fixtures.Nix;
using Verify.Origin.NixCache.Client;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Hardware;
using Verify.Scenarios.NixCache.Plan;
using Verify.Scenarios.Plans;

namespace Verify.Scenarios.NixCache.Hosts;

/// <summary>The hosts of a run, the server's store, its keys, and each design's cache.</summary>
/// <param name="variant">Of a test: with one thing wrong.</param>
internal sealed class CacheInRun(string folder, RunVariant? variant = null)
{
    public const string KeyName = "cache.direct-1";
    private const string FirstTag = "first";

    private readonly RunVariant variant = variant ?? RunVariant.None;
    private readonly Dictionary<string, ServedCache> served = [];
    private TwoHosts? hosts;
    private ServerStore? store;
    private int clients;

    public static readonly IReadOnlyList<string> Designs = [AsDesigned, Cured];
    public const string AsDesigned = "as-designed";
    public const string Cured = "cured";

    /// <summary>Both answer on the same host, each on a port of its own.</summary>
    private const int PortOfAsDesigned = 5001;

    public string Folder => folder;

    public static HardwareProfile Hardware { get; } =
        HardwareProfile.Planned with
        {
            Interface = TwoHosts.Device,
        };

    public PlanJudgements Plan { get; } = new(KpiPromises.All);

    public string PublicKey { get; private set; } = "";

    public string SecretKey => In("keys/cache.sec");

    public TwoHosts Hosts =>
        hosts ?? throw new CannotRun("There are no hosts: step 2.1 did not pass.");

    public ServerStore Store =>
        store ?? throw new CannotRun("The server has no store: step 3.1 did not pass.");

    public ICacheDesign Design(string name) => variant.Of(CacheDesigns.Find(name)!);

    public static CachePlace PlaceOf(string design) =>
        design == AsDesigned ? TwoHosts.Place with { Port = PortOfAsDesigned } : TwoHosts.Place;

    public ServedCache Served(string design) =>
        served.GetValueOrDefault(design)
        ?? throw new CannotRun($"The cache {design} is not served: step 3.2 did not pass.");

    /// <summary>What is published from here on goes to this.</summary>
    public CacheFolder Cache => new(In("cache"), SecretKey, variant.Compression);

    public string In(string part) => Path.Combine(folder, part);

    /// <summary>A client's settings as a design has them, for this cache alone unless others are named.</summary>
    public ClientSettings Settings(string design, params string[] others)
    {
        var settings = Design(design).Client(Hardware, PlaceOf(design), [PublicKey], others);
        return design == Cured ? variant.Settings(settings) : settings;
    }

    /// <summary>A client with an empty store.</summary>
    public async Task<CacheClient> ClientAsync(ClientSettings settings, CancellationToken ct)
    {
        var number = Interlocked.Increment(ref clients);
        return new(
            await NixHost.MakeAsync(
                new(In("nix"), In($"clients/{number}")),
                Hosts.Client,
                variant.ClientConf(settings),
                ct
            ),
            In(Packages.FileName)
        );
    }

    public Change Lay() =>
        new(
            "lay the cable and set up both ends",
            "ip address replace 10.255.255.1/24 dev enp3s0; ip link set dev enp3s0 up",
            "take it away",
            async step =>
            {
                await step.OutsideAsync(
                    new RemoveFolder(folder, WithContent: true),
                    () => Directory.CreateDirectory(folder)
                );
                await step.OutsideAsync(
                    new EndProcesses(folder, ["nginx", "iperf3", "nix", "nix-store", "nix-build"]),
                    async ct =>
                    {
                        hosts = TwoHosts.Make(variant.IsShaped);
                        await hosts.LayAsync(ct);
                        await hosts.SetUpAsync(Design(Cured), ct);
                    }
                );
            },
            _ =>
            {
                hosts?.Dispose();
                hosts = null;
                return Task.CompletedTask;
            }
        );

    public Change MakeKeys() =>
        new(
            "make the server's store and its key pair",
            "./run.ps1 nix-cache keys --name cache.direct-1 --out keys",
            "remove them",
            async step =>
            {
                foreach (var part in new[] { "server", "keys", "clients" })
                    Directory.CreateDirectory(In(part));
                await File.WriteAllTextAsync(In(Packages.FileName), Packages.Expression, step.Ct);
                store = new(
                    await NixHost.MakeAsync(
                        new(In("nix"), In("server")),
                        Hosts.Server,
                        "substituters =\n",
                        step.Ct
                    ),
                    In(Packages.FileName)
                );
                PublicKey = await store.MakeKeyAsync(KeyName, SecretKey, step.Ct);
                File.SetUnixFileMode(SecretKey, variant.KeyMode);
            },
            _ =>
            {
                store?.Nix.Dispose();
                store = null;
                return Task.CompletedTask;
            }
        );

    public Change Serve() =>
        new(
            "publish a first path, and serve the cache as designed and cured",
            "nix copy --to 'file:///srv/nix-cache?secret-key=KEY&compression=zstd' PATH; nginx -c nginx.conf",
            "nginx -s stop",
            async step =>
            {
                var path = await Store.BuildAsync(Packages.Pair, FirstTag, step.Ct);
                await Store.PublishAsync(path, Cache, step.Ct);
                await File.WriteAllTextAsync(
                    Path.Combine(Cache.Folder, Origin.NixCache.Nginx.CacheInfo.FileName),
                    new Origin.NixCache.Nginx.CacheInfo(Store.Nix.Store).Text,
                    step.Ct
                );
                foreach (var design in Designs)
                {
                    var place = PlaceOf(design);
                    served[design] = await ServedCache.StartAsync(
                        Design(design),
                        Hosts,
                        new(place.ServerAddress, place.Port, Cache.Folder, In($"nginx-{design}")),
                        Cache,
                        step.Ct
                    );
                    step.Keep(
                        $"nginx-{design}.conf",
                        await File.ReadAllTextAsync(In($"nginx-{design}/nginx.conf"), step.Ct)
                    );
                    step.Keep($"nix-{design}.conf", Settings(design).NixConf);
                }
            },
            async _ =>
            {
                foreach (var one in served.Values)
                    await one.DisposeAsync();
                served.Clear();
            }
        );

    /// <summary>A package of its own, built and published.</summary>
    public async Task<string> PublishNewAsync(string package, string tag, CancellationToken ct)
    {
        var path = await Store.BuildAsync(package, tag, ct);
        await Store.PublishAsync(path, Cache, ct);
        return path;
    }

    /// <summary>Both caches must run before a check and after it: what a dead one answers proves nothing.</summary>
    public Func<Step, Task> While(Func<CacheInRun, Step, Task> check) =>
        async step =>
        {
            MustRun();
            await check(this, step);
            MustRun();
        };

    private void MustRun()
    {
        foreach (var design in Designs)
            Served(design).Nginx.MustRun($"nginx ({design})");
    }
}
