using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Sizes;

namespace Verify.Tests.NixCache.Designs;

/// <summary>What the cured rules promise, on every machine.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CuredRuleTests
{
    private static readonly CuredCache Design = CuredCache.Design;

    [Test]
    public void No_machine_has_a_fault() =>
        Assert.That(
            from disk in Profiles.Disks
            from machine in (HardwareProfile[])
                [
                    HardwareProfile.Planned with
                    {
                        Disk = disk,
                    },
                    HardwareProfile.Planned with
                    {
                        Disk = disk,
                        Memory = ByteSize.OfGiB(64),
                        Cores = 7,
                    },
                ]
            from fault in DesignRules.Faults(Design, machine)
            select $"{machine}: {fault.Name}",
            Is.Empty
        );

    [Test]
    public void Collection_stops_above_where_it_begins_and_leaves_most_of_the_disk()
    {
        foreach (var machine in Profiles.All)
        {
            var tuning = Design.Rules.Tune(machine);
            // Not a single claim for each: there are a hundred thousand machines.
            if (
                tuning.MinFree.Bytes <= 0
                || tuning.MinFree >= tuning.MaxFree
                || tuning.MaxFree > machine.Disk.Times(0.25)
            )
                Assert.Fail($"{machine}: {tuning}");
        }
    }

    [Test]
    public void Jobs_share_the_cores_and_have_memory()
    {
        foreach (var machine in Profiles.All)
        {
            var tuning = Design.Rules.Tune(machine);
            var memory = machine.Memory.GiB * 1.08 / tuning.MaxJobs;
            if (
                tuning.MaxJobs < 1
                || tuning.CoresPerJob < 1
                || tuning.MaxJobs * tuning.CoresPerJob > machine.Cores
                || (tuning.MaxJobs > 1 && memory < 2)
            )
                Assert.Fail($"{machine}: {tuning}");
        }
    }

    [Test]
    public void A_client_trusts_no_narinfo_longer_than_the_server_keeps_its_nar()
    {
        foreach (var machine in Profiles.All)
        {
            var client = Design.Client(machine, new(), [], []);
            if (client.PositiveTtlInForce >= Design.Rules.CollectAfter.For(machine))
                Assert.Fail($"{machine}: {client.PositiveTtlInForce}");
        }
    }

    // A machine that was sold with 4 GB shows 3.8: it is the same machine.
    [TestCase(3.8, 2)]
    [TestCase(4, 2)]
    [TestCase(7.7, 4)]
    [TestCase(1.9, 1)]
    public void What_the_firmware_keeps_costs_no_job(double memory, int jobs) =>
        Assert.That(
            Design.Rules.MaxJobs.For(
                HardwareProfile.Planned with
                {
                    Memory = ByteSize.OfGiB(memory),
                    Cores = 4,
                }
            ),
            Is.EqualTo(jobs)
        );

    [TestCase(StorageKind.Hdd, false)]
    [TestCase(StorageKind.Ssd, true)]
    [TestCase(StorageKind.Nvme, true)]
    public void A_turning_disk_links_equal_files_at_night(StorageKind kind, bool atOnce)
    {
        var machine = HardwareProfile.Planned with { Storage = kind };
        var module = Design.ServerModule(machine, new()).Json;

        Assert.That((bool)module["nix"]!["settings"]!["auto-optimise-store"]!, Is.EqualTo(atOnce));
        Assert.That(module["nix"]!["optimise"]?["automatic"] is not null, Is.Not.EqualTo(atOnce));
    }

    [Test]
    public void A_client_gives_up_on_a_cache_and_goes_on()
    {
        var client = Design.Client(
            HardwareProfile.Planned,
            new(),
            ["cache-1:abc"],
            ["https://other.example"]
        );

        Assert.That(
            client.NixConf,
            Is.EqualTo(
                """
                substituters = http://10.255.255.1:5000 https://other.example
                trusted-public-keys = cache-1:abc
                connect-timeout = 3
                fallback = true
                stalled-download-timeout = 10
                download-attempts = 2
                narinfo-cache-positive-ttl = 86400
                narinfo-cache-negative-ttl = 5

                """
            )
        );
    }
}
