using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Sizes;

namespace Verify.Tests.NixCache.Designs;

/// <summary>Which interface the cable is in, what address is free for it, and what limits the machine first.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DirectCableTests
{
    private static readonly HostInterface Out = new("eno1", true, 1000, 1500, true, ["10.0.0.5/8"]);
    private static readonly HostInterface Cable = new("enp3s0", true, 1000, 1500, false, []);
    private static readonly HostInterface Other = new("enp4s0", false, null, 1500, false, []);

    [Test]
    public void The_only_one_without_the_default_route_is_the_cable()
    {
        Assert.That(DirectCable.Choose(Host(Out, Cable), null), Is.EqualTo(Cable));
        Assert.That(DirectCable.Choose(Host(Out, Cable), "eno1"), Is.EqualTo(Out));
    }

    [Test]
    public void Where_there_is_no_telling_it_has_to_be_named()
    {
        foreach (var host in new[] { Host(Out), Host(Out, Cable, Other), Host() })
            Assert.That(
                () => DirectCable.Choose(host, null),
                Throws.TypeOf<CannotRun>().With.Message.Contains("--interface NAME")
            );
        Assert.That(
            () => DirectCable.Choose(Host(Out, Cable), "enp3so"),
            Throws.TypeOf<CannotRun>().With.Message.Contains("Did you mean 'enp3s0'?")
        );
    }

    [TestCase("10.255.255.1", true)]
    [TestCase("192.168.7.1", false)]
    public void An_address_in_a_network_of_another_interface_is_in_use(
        string address,
        bool taken
    ) =>
        Assert.That(
            () => DirectCable.MustBeFree(Host(Out, Cable), "enp3s0", address, 24),
            taken
                ? Throws.TypeOf<CannotRun>().With.Message.Contains("eno1 has 10.0.0.5/8")
                : Throws.Nothing
        );

    [Test]
    public void An_address_that_the_cable_itself_has_is_free() =>
        Assert.That(
            () =>
                DirectCable.MustBeFree(
                    Host(Cable with { Addresses = ["10.255.255.1/24"] }),
                    "enp3s0",
                    "10.255.255.1",
                    24
                ),
            Throws.Nothing
        );

    [Test]
    public void What_costs_a_client_most_is_named_first()
    {
        var good = Host(Cable);
        (HostReport Host, HostInterface? Cable, string Part, string Word)[] cases =
        [
            (good, null, "network", "no wired interface"),
            (good, Cable with { SpeedMbit = 100 }, "network", "100 Mbit/s"),
            (good with { Storage = StorageKind.Hdd }, Cable, "storage", "turning disk"),
            (good with { DiskFree = ByteSize.OfGB(5) }, Cable, "storage", "5GB of 500GB"),
            (good with { Memory = ByteSize.OfGiB(4) }, Cable, "memory", "2 builds"),
            (good with { MemoryPressure = 30 }, Cable, "memory", "16GiB"),
            (good with { Cores = 2 }, Cable, "processor", "2 cores"),
            (good, Cable, "network", "118 MB/s"),
        ];
        foreach (var (host, cable, part, word) in cases)
        {
            var found = Bottleneck.Of(host, cable);
            Assert.That(found.Part, Is.EqualTo(part), word);
            Assert.That(found.Reason, Does.Contain(word));
        }
    }

    private static HostReport Host(params HostInterface[] interfaces) =>
        new(
            ByteSize.OfGiB(16),
            ByteSize.OfGiB(12),
            default,
            0,
            8,
            "a processor",
            "/nix/store",
            ByteSize.OfGB(500),
            ByteSize.OfGB(400),
            StorageKind.Ssd,
            interfaces
        );
}
