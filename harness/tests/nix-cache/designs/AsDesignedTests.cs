using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Network;
using Verify.Origin.NixCache.Sizes;

namespace Verify.Tests.NixCache.Designs;

/// <summary>The plan's generator to the letter, and each of its faults found.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AsDesignedTests
{
    private static readonly AsDesignedCache Design = AsDesignedCache.Design;

    [TestCase(4, 2, 2, 1)]
    [TestCase(4, 4, 2, 3)]
    [TestCase(16, 4, 4, 3)]
    [TestCase(16, 8, 8, 7)]
    [TestCase(1, 1, 1, 1)]
    public void Jobs_and_cores(int memory, int cores, int jobs, int coresPerJob)
    {
        var tuning = Design.Rules.Tune(Machine(memory, cores, 120));
        Assert.That((tuning.MaxJobs, tuning.CoresPerJob), Is.EqualTo((jobs, coresPerJob)));
    }

    [TestCase(99, 7)]
    [TestCase(100, 14)]
    [TestCase(249, 14)]
    [TestCase(250, 30)]
    [TestCase(7000, 30)]
    public void Age_of_garbage(int gibibytes, int days) =>
        Assert.That(
            Design.Rules.CollectAfter.For(
                HardwareProfile.Planned with
                {
                    Disk = ByteSize.OfGiB(gibibytes),
                }
            ),
            Is.EqualTo(TimeSpan.FromDays(days))
        );

    [TestCase(4, 50, "10")]
    [TestCase(8, 0, "1")]
    public void Compressed_memory_and_swappiness(int memory, int zram, string swappiness)
    {
        var tuning = Design.Rules.Tune(Machine(memory, 2, 120));
        Assert.That(tuning.ZramPercent, Is.EqualTo(zram));
        Assert.That(
            tuning.Sysctls.Single(one => one.Key == "vm.swappiness").Value,
            Is.EqualTo(swappiness)
        );
    }

    // A quarter of 40 GiB is 10 GiB, which is the least that the generator wants free.
    [Test]
    public void Below_40_GiB_min_free_is_above_max_free_and_nowhere_else() =>
        Assert.That(
            Profiles
                .Disks.Where(disk =>
                    DesignRules
                        .Faults(Design, HardwareProfile.Planned with { Disk = disk })
                        .Any(fault => fault.Name == "min-free-above-max-free")
                )
                .ToArray(),
            Is.EqualTo(Profiles.Disks.Where(disk => disk <= ByteSize.OfGiB(40)).ToArray())
        );

    [Test]
    public void Each_fault_is_found() =>
        Assert.That(
            DesignRules.Faults(Design, Machine(4, 4, 30)).Select(fault => fault.Name),
            Is.EquivalentTo(DesignRules.Names)
        );

    [Test]
    public void A_fault_says_its_values() =>
        Assert.That(
            DesignRules.Faults(Design, Machine(4, 2, 30))[0].Text,
            Does.StartWith("min-free is 10.74GB and max-free 7.5GB on a disk of 30GB")
        );

    [Test]
    public void A_link_is_set_up_and_taken_back()
    {
        var link = Design.Link(new(), "veth1", "10.255.255.2");
        var steps = link.Steps(new LinkBefore(1400, IsUp: false));

        Assert.That(
            steps.Select(step => string.Join(' ', step.Do)),
            Is.EqualTo(
                new[]
                {
                    "ip address replace 10.255.255.2/24 dev veth1",
                    "ip link set dev veth1 mtu 1500",
                    "ip link set dev veth1 up",
                    "tc qdisc replace dev veth1 root fq",
                }
            )
        );
        Assert.That(
            steps.Select(step => string.Join(' ', step.Undo)),
            Is.EqualTo(
                new[]
                {
                    "ip address delete 10.255.255.2/24 dev veth1",
                    "ip link set dev veth1 mtu 1400",
                    "ip link set dev veth1 down",
                    "tc qdisc delete dev veth1 root",
                }
            )
        );
        Assert.That(link.Sysctls, Has.Count.EqualTo(6));
    }

    private static HardwareProfile Machine(int memory, int cores, int disk) =>
        HardwareProfile.Planned with
        {
            Memory = ByteSize.OfGiB(memory),
            Cores = cores,
            Disk = ByteSize.OfGB(disk),
        };
}
