using System.Text.Json.Nodes;
using Verify.Origin.NixCache.Collection;
using Verify.Origin.NixCache.Modules;
using Verify.Origin.NixCache.Nginx;

namespace Verify.Origin.NixCache.Designs;

/// <summary>What a server's module sets beside its tuning: network, nginx, publishing.</summary>
internal static class CuredServerOptions
{
    private const string Collect = "nix-cache-collect";
    private const string Publish = "nix-cache-publish";

    public static IEnumerable<ModuleOption> Network(string interfaceName, CachePlace place) =>
        [
            TunedOptions.Address(
                interfaceName,
                place.ServerAddress,
                place.PrefixLength,
                "The server's end of the cable."
            ),
            ModuleOption.Of(
                "networking.networkmanager.unmanaged",
                new JsonArray($"interface-name:{interfaceName}"),
                "Otherwise NetworkManager waits for DHCP on the cable, and takes the address away."
            ),
            new(
                ["networking", "firewall", "interfaces", interfaceName, "allowedTCPPorts"],
                new JsonArray(place.Port),
                "Open on the cable alone."
            ),
        ];

    public static IEnumerable<ModuleOption> Serving(
        CacheConfiguration nginx,
        CachePlace place,
        string interfaceName
    )
    {
        string[] host = ["services", "nginx", "virtualHosts", "nix-cache"];
        yield return ModuleOption.Of("services.nginx.enable", true);
        yield return ModuleOption.Of("services.nginx.commonHttpConfig", nginx.Http);
        yield return new(
            [.. host, "listen"],
            new JsonArray(new JsonObject { ["addr"] = place.ServerAddress, ["port"] = place.Port }),
            "On the cable's address alone."
        );
        yield return new([.. host, "root"], CuredCache.Folder);
        yield return new(
            [.. host, "extraConfig"],
            $"access_log {CuredCache.AccessLog} {CacheLog.Name};\n{nginx.Server}"
        );
        yield return new(
            ["systemd", "services", "nginx", "after"],
            new JsonArray($"network-addresses-{interfaceName}.service"),
            "nginx cannot listen on an address that is not there yet."
        );
        yield return new(
            ["systemd", "services", "nginx", "wants"],
            new JsonArray($"network-addresses-{interfaceName}.service")
        );
    }

    public static IEnumerable<ModuleOption> Publishing()
    {
        string[] service = ["systemd", "services", Publish];
        yield return new(
            ["systemd", "tmpfiles", "rules"],
            new JsonArray($"d {CuredCache.Folder} 0755 root root -"),
            "Only root writes the cache; nginx reads it."
        );
        yield return new(
            [.. service, "description"],
            "Sign the paths of the store and copy them to the cache",
            "nginx has no key: paths are signed when they are published."
        );
        yield return new([.. service, "serviceConfig", "Type"], "oneshot");
        yield return new([.. service, "serviceConfig", "UMask"], "0022");
        yield return new(
            [.. service, "serviceConfig", "ExecStart"],
            $"/run/current-system/sw/bin/nix --extra-experimental-features nix-command copy --all --to file://{CuredCache.Folder}?compression=zstd&secret-key={CuredCache.SecretKey}"
        );
        foreach (var option in Timer(Publish, "1min"))
            yield return option;
    }

    /// <param name="trusted">How long a client believes a narinfo.</param>
    public static IEnumerable<ModuleOption> Collecting(TimeSpan trusted)
    {
        string[] service = ["systemd", "services", Collect];
        yield return new(
            [.. service, "description"],
            "Take out of the cache what is no longer in the store",
            "nix.gc collects the store alone. A narinfo goes first; its NAR goes when no client can believe the narinfo any more."
        );
        yield return new([.. service, "serviceConfig", "Type"], "oneshot");
        yield return new([.. service, "script"], CollectScript.Text(CuredCache.Folder, trusted));
        foreach (var option in Timer(Collect, "1h"))
            yield return option;
    }

    private static IEnumerable<ModuleOption> Timer(string service, string every) =>
        [
            new(["systemd", "timers", service, "wantedBy"], new JsonArray("timers.target")),
            new(
                ["systemd", "timers", service, "timerConfig"],
                new JsonObject { ["OnBootSec"] = "1min", ["OnUnitInactiveSec"] = every }
            ),
        ];
}
