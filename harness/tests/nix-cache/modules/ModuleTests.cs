using System.Text.Json.Nodes;
using Verify.Origin.NixCache.Client;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Modules;
using Verify.Tests.Ground;
using Verify.Tests.Nix;
using Verify.Tests.NixCache.Designs;

namespace Verify.Tests.NixCache.Modules;

/// <summary>The modules for server and client, as the real nix understands them.</summary>
[Parallelizable]
public sealed class ModuleTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Key = "cache-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Nix_reads_every_attribute_as_it_was_meant(CancellationToken ct)
    {
        using var nix = await TestNix.MakeAsync(ct);
        NixModule[] modules =
        [
            .. from design in CacheDesigns.All
            from machine in Profiles.Few
            from module in (NixModule[])[Server(design, machine), Client(design, machine.Interface)]
            select module,
        ];

        var read = await new ModuleStub(nix).EvaluateAsync(
            modules.Select(one => (IReadOnlyList<string>)[one.Nix]),
            ct
        );

        Assert.That(modules, Has.Length.EqualTo(24));
        Assert.That(
            modules.Zip(read).Select(pair => Differences.Between(pair.First.Json, pair.Second, "")),
            Is.All.Empty
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Cured_opens_the_port_on_the_cable_alone(CancellationToken ct)
    {
        using var nix = await TestNix.MakeAsync(ct);
        var stub = new ModuleStub(nix);
        foreach (var machine in Profiles.Few)
        {
            var read = await stub.EvaluateAsync(ct, Server(CuredCache.Design, machine).Nix);

            Assert.That(
                read["networking"]!["firewall"]!.ToJsonString(),
                Is.EqualTo(
                    """{"interfaces":{"NAME":{"allowedTCPPorts":[5000]}}}""".Replace(
                        "NAME",
                        machine.Interface,
                        StringComparison.Ordinal
                    )
                )
            );
            Assert.That(
                read["networking"]!["interfaces"]!.ToJsonString(),
                Is.EqualTo(
                    """{"NAME":{"ipv4":{"addresses":[{"address":"10.255.255.1","prefixLength":24}]}}}""".Replace(
                        "NAME",
                        machine.Interface,
                        StringComparison.Ordinal
                    )
                )
            );
            Assert.That(
                read["services"]!["nginx"]!["virtualHosts"]!["nix-cache"]![
                    "listen"
                ]!.ToJsonString(),
                Is.EqualTo("""[{"addr":"10.255.255.1","port":5000}]""")
            );
            // eth0 would be the plan's own word.
            Assert.That(
                read.ToJsonString().Contains("eth0", StringComparison.Ordinal),
                Is.EqualTo(machine.Interface.Contains("eth0", StringComparison.Ordinal))
            );
        }
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Each_value_of_the_tuning_arrives(CancellationToken ct)
    {
        using var nix = await TestNix.MakeAsync(ct);
        var stub = new ModuleStub(nix);
        foreach (var design in CacheDesigns.All)
        {
            var tuning = design.Rules.Tune(HardwareProfile.Planned);
            var read = await stub.EvaluateAsync(ct, Server(design, HardwareProfile.Planned).Nix);
            var settings = read["nix"]!["settings"]!;

            Assert.That((int)settings["max-jobs"]!, Is.EqualTo(tuning.MaxJobs));
            Assert.That((int)settings["cores"]!, Is.EqualTo(tuning.CoresPerJob));
            Assert.That((long)settings["min-free"]!, Is.EqualTo(tuning.MinFree.Bytes));
            Assert.That((long)settings["max-free"]!, Is.EqualTo(tuning.MaxFree.Bytes));
            Assert.That(
                (string)read["nix"]!["gc"]!["options"]!,
                Is.EqualTo($"--delete-older-than {tuning.CollectAfter.Days}d")
            );
            Assert.That((int)read["zramSwap"]!["memoryPercent"]!, Is.EqualTo(tuning.ZramPercent));
            Assert.That(
                read["boot"]!["kernel"]!["sysctl"]!.AsObject().Select(one => one.Key),
                Is.EquivalentTo(tuning.Sysctls.Select(one => one.Key))
            );
        }
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_module_of_the_users_own_can_override_a_value(CancellationToken ct)
    {
        using var nix = await TestNix.MakeAsync(ct);
        var stub = new ModuleStub(nix);
        var server = Server(CuredCache.Design, HardwareProfile.Planned).Nix;

        var read = await stub.EvaluateAsync(
            ct,
            server,
            "{ lib, config, ... }: { nix.settings.max-jobs = lib.mkForce 7; networking.networkmanager.unmanaged = [ \"eth9\" ]; own = lib.mkIf config.services.nginx.enable 1; }"
        );

        Assert.That((int)read["nix"]!["settings"]!["max-jobs"]!, Is.EqualTo(7));
        Assert.That(
            read["networking"]!["networkmanager"]!["unmanaged"]!.ToJsonString(),
            Is.EqualTo("""["interface-name:enp3s0","eth9"]""")
        );
        Assert.That((int)read["own"]!, Is.EqualTo(1));
        Assert.That(
            await stub.RefusalAsync(ct, server, "{ nix.settings.max-jobs = 7; }"),
            Does.Contain("config.nix.settings.max-jobs is set to different values by two modules")
        );
    }

    private static NixModule Server(ICacheDesign design, HardwareProfile machine) =>
        design.ServerModule(machine, new());

    private static NixModule Client(ICacheDesign design, string interfaceName)
    {
        ClientSettings settings = design.Client(HardwareProfile.Planned, new(), [Key], []);
        return design.ClientModule(interfaceName, new(), settings);
    }
}

/// <summary>Where two trees differ.</summary>
internal static class Differences
{
    public static IReadOnlyList<string> Between(JsonNode? wanted, JsonNode? read, string path) =>
        (wanted, read) switch
        {
            (JsonObject one, JsonObject other) =>
            [
                .. one.Select(pair => pair.Key)
                    .Union(other.Select(pair => pair.Key))
                    .SelectMany(name => Between(one[name], other[name], $"{path}.{name}")),
            ],
            _ => JsonNode.DeepEquals(wanted, read)
                ? []
                : [$"{path}: {wanted?.ToJsonString()} and {read?.ToJsonString()}"],
        };
}
