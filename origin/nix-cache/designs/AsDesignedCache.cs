using System.Text.Json.Nodes;
using Verify.Origin.NixCache.Client;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Modules;
using Verify.Origin.NixCache.Network;
using Verify.Origin.NixCache.Nginx;
using Verify.Origin.NixCache.Rules;

namespace Verify.Origin.NixCache.Designs;

/// <summary>The cache as the plan's scripts generate it, faults included.</summary>
public sealed class AsDesignedCache : ICacheDesign
{
    // The generator writes this name into every configuration, whatever the set-up script has found.
    private const string WrittenInterface = "eth0";
    private const string SecretKey = "/var/cache-priv-key.pem";
    private const int PlainMtu = 1500;

    private AsDesignedCache() { }

    public static AsDesignedCache Design { get; } = new();

    public string Name => "as-designed";

    public HardwareRules Rules => AsDesignedRules.All;

    public ClientSettings Client(
        HardwareProfile server,
        CachePlace place,
        IReadOnlyList<string> publicKeys,
        IReadOnlyList<string> others
    ) => new() { Substituters = [place.Url, .. others], TrustedPublicKeys = publicKeys };

    /// <summary>An nginx in the place of nix-serve, as open as that is. Its log is ours: what happened is counted there.</summary>
    public CacheConfiguration Nginx(CacheServer server) =>
        new($"0.0.0.0:{server.Port}", CacheLog.Format, "sendfile on;\n");

    public LinkEnd Link(CachePlace place, string interfaceName, string address) =>
        new(
            interfaceName,
            $"{address}/{place.PrefixLength}",
            PlainMtu,
            AsDesignedRules.Network,
            "fq"
        );

    public NixModule ServerModule(HardwareProfile hardware, CachePlace place)
    {
        var tuning = Rules.Tune(hardware);
        return new(
            $"A cache server as designed, for {hardware}.",
            [
                ModuleOption.Of("services.nix-serve.enable", true),
                ModuleOption.Of("services.nix-serve.port", place.Port),
                ModuleOption.Of("services.nix-serve.secretKeyFile", SecretKey),
                ModuleOption.Of("networking.firewall.allowedTCPPorts", new JsonArray(place.Port)),
                Address(WrittenInterface, place.ServerAddress, place.PrefixLength),
                .. TunedOptions.Of(Rules, tuning),
            ]
        );
    }

    public NixModule ClientModule(
        string interfaceName,
        CachePlace place,
        ClientSettings settings
    ) =>
        new(
            "A client of the cache server, as designed.",
            [
                .. TunedOptions.Of(settings),
                Address(WrittenInterface, place.ClientAddress, place.PrefixLength),
                .. TunedOptions.Of(AsDesignedRules.Network, ""),
            ]
        );

    private static ModuleOption Address(string interfaceName, string address, int prefix) =>
        TunedOptions.Address(interfaceName, address, prefix, "");
}
