using System.Text.Json.Nodes;
using Verify.Origin.NixCache.Modules;
using Verify.Origin.NixCache.Nginx;

namespace Verify.Origin.NixCache.Designs;

/// <summary>What a server's module sets beside its tuning: network, nginx, publishing.</summary>
internal static class CuredServerOptions
{
    private const string Publish = "nix-cache-publish";
    private const string LogFolder = "/var/log/nginx";

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
            $"access_log {LogFolder}/nix-cache.log {CacheLog.Name};\n{nginx.Server}"
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
        yield return new(
            ["systemd", "timers", Publish, "wantedBy"],
            new JsonArray("timers.target")
        );
        yield return new(
            ["systemd", "timers", Publish, "timerConfig"],
            new JsonObject { ["OnBootSec"] = "1min", ["OnUnitInactiveSec"] = "1min" }
        );
    }
}
