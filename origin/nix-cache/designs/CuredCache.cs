using System.Text.Json.Nodes;
using Verify.Origin.NixCache.Client;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Modules;
using Verify.Origin.NixCache.Network;
using Verify.Origin.NixCache.Nginx;
using Verify.Origin.NixCache.Rules;

namespace Verify.Origin.NixCache.Designs;

/// <summary>The cache with the plan's faults cured: static files behind nginx, on the direct cable alone.</summary>
public sealed class CuredCache : ICacheDesign
{
    /// <summary>Where the server keeps the cache.</summary>
    public const string Folder = "/srv/nix-cache";

    /// <summary>Where the server keeps its secret key.</summary>
    public const string SecretKey = "/etc/nix/cache-key.secret";

    /// <summary>Where the server's nginx logs what it serves from the cache.</summary>
    public const string AccessLog = "/var/log/nginx/nix-cache.log";

    private const int PlainMtu = 1500;

    private CuredCache() { }

    public static CuredCache Design { get; } = new();

    public string Name => "cured";

    public HardwareRules Rules => CuredRules.All;

    public ClientSettings Client(
        HardwareProfile server,
        CachePlace place,
        IReadOnlyList<string> publicKeys,
        IReadOnlyList<string> others
    ) => CuredClient.Of(Rules.CollectAfter.For(server), [place.Url, .. others], publicKeys);

    public CacheConfiguration Nginx(CacheServer server) =>
        new(
            // On all interfaces everybody on the other networks of the machine could read the store.
            $"{server.Address}:{server.Port}",
            CacheLog.Format,
            """
            sendfile on;
            tcp_nopush on;
            # A client asks for hundreds of narinfos on the same few connections.
            keepalive_requests 10000;
            # A link in the cache could point at a key.
            disable_symlinks on from=$document_root;

            """ + ServedFiles.Locations
        );

    public LinkEnd Link(CachePlace place, string interfaceName, string address) =>
        new(interfaceName, $"{address}/{place.PrefixLength}", PlainMtu, [], Qdisc: null);

    public NixModule ServerModule(HardwareProfile hardware, CachePlace place) =>
        new(
            $"A cache server for {hardware}.",
            [
                .. CuredServerOptions.Network(hardware.Interface, place),
                .. CuredServerOptions.Serving(
                    Nginx(new(place.ServerAddress, place.Port, Folder, "")),
                    place,
                    hardware.Interface
                ),
                .. CuredServerOptions.Publishing(),
                .. CuredServerOptions.Collecting(
                    Client(hardware, place, [], []).PositiveTtlInForce
                ),
                .. TunedOptions.Of(Rules, Rules.Tune(hardware)),
            ]
        );

    public NixModule ClientModule(
        string interfaceName,
        CachePlace place,
        ClientSettings settings
    ) =>
        new(
            $"A client of the cache server at {place.ServerAddress}.",
            [
                .. TunedOptions.Of(settings),
                TunedOptions.Address(
                    interfaceName,
                    place.ClientAddress,
                    place.PrefixLength,
                    "The client's end of the cable."
                ),
                ModuleOption.Of(
                    "networking.networkmanager.unmanaged",
                    new JsonArray($"interface-name:{interfaceName}"),
                    "Otherwise NetworkManager waits for DHCP on the cable, and takes the address away."
                ),
            ]
        );
}
