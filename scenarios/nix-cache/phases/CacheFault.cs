using Verify.Engine.Programs;
using Verify.Fixtures.Network;
using Verify.Instruments.Gates;
using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>A way in which a cache fails, and how it is brought about.</summary>
/// <param name="Fails">False where the cache is slow and still delivers.</param>
internal sealed record CacheFault(
    string Name,
    int Port,
    Func<CacheFault, CacheInRun, CancellationToken, Task<IAsyncDisposable>> BeginAsync,
    bool Fails = true
)
{
    // Of a NAR of a megabyte; a narinfo is far below.
    private const long Middle = 300_000;

    // A machine of the cable's network that is not there: the kernel is told of one, and nobody answers.
    private const string OffAddress = "10.255.255.9";

    public string Url =>
        this == Off
            ? $"http://{OffAddress}:{Port}"
            : $"http://{TwoHosts.Place.ServerAddress}:{Port}";

    public static CacheFault Refused { get; } =
        new("refused", 5041, (fault, cache, ct) => GateAsync(fault, cache, Fault.Refuse));

    public static CacheFault Off { get; } =
        new("blackholed", 5042, (_, cache, ct) => NobodyAsync(cache, ct));

    public static CacheFault Hung { get; } =
        new("hung", 5043, (fault, cache, ct) => GateAsync(fault, cache, Fault.Blackhole));

    public static CacheFault BadGateway { get; } =
        new(
            "502",
            5044,
            (fault, cache, ct) => NginxAsync(fault, cache, "location / { return 502; }", ct)
        );

    public static CacheFault Stalled { get; } =
        new(
            "stalled in the middle of a NAR",
            5045,
            (fault, cache, ct) => GateAsync(fault, cache, Fault.Stall(Middle))
        );

    public static CacheFault Cut { get; } =
        new(
            "cut in the middle of a NAR",
            5046,
            (fault, cache, ct) => GateAsync(fault, cache, Fault.Cut(Middle))
        );

    public static CacheFault Slow { get; } =
        new(
            "slow",
            5047,
            (fault, cache, ct) => NginxAsync(fault, cache, "limit_rate 200k;", ct),
            Fails: false
        );

    public static IReadOnlyList<CacheFault> All { get; } =
    [Refused, Off, Hung, BadGateway, Stalled, Cut, Slow];

    public override string ToString() => Name;

    private static async Task<IAsyncDisposable> GateAsync(
        CacheFault fault,
        CacheInRun cache,
        Fault wrong
    )
    {
        var server = cache.Served(CacheInRun.Cured).Endpoint;
        var gate = await BytesGate.OpenAsync(
            new(server.At)
            {
                At = new(System.Net.IPAddress.Parse(TwoHosts.Place.ServerAddress), fault.Port),
                ListeningSocket = async () => await TwoHosts.SocketIn(cache.Hosts.Server),
                ServerSocket = async () => await TwoHosts.SocketIn(cache.Hosts.Server),
            }
        );
        gate.Fault = wrong;
        return gate;
    }

    private static async Task<IAsyncDisposable> NginxAsync(
        CacheFault fault,
        CacheInRun cache,
        string directive,
        CancellationToken ct
    ) =>
        await ServedCache.StartAsync(
            cache.Design(CacheInRun.AsDesigned),
            cache.Hosts,
            new(
                TwoHosts.Place.ServerAddress,
                fault.Port,
                cache.Cache.Folder,
                cache.In($"nginx-{fault.Port}")
            ),
            cache.Cache,
            ct,
            text =>
                text.Replace("listen ", $"{directive}\n        listen ", StringComparison.Ordinal)
        );

    // The server's own card takes the packets, finds that they are for nobody, and drops them.
    private static async Task<IAsyncDisposable> NobodyAsync(CacheInRun cache, CancellationToken ct)
    {
        var ip = CableService.Ip.MustFind();
        var shown = await Command.MustAsync(
            [ip, "-json", "link", "show", "dev", TwoHosts.Device],
            ct,
            cache.Hosts.Server
        );
        var mac = System.Text.Json.Nodes.JsonNode.Parse(shown.Stdout)![0]![
            "address"
        ]!.GetValue<string>();
        string[] neighbour = ["neighbour", "replace", OffAddress, "lladdr", mac];
        await Command.MustAsync(
            [ip, .. neighbour, "dev", TwoHosts.Device, "nud", "permanent"],
            ct,
            cache.Hosts.Client
        );
        return new Nothing();
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
