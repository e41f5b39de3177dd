using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

public sealed class SwarmProfileTests
{
    [TestCase("default", 50, 5, 100, "all", true, 5, 3, 15, 10, 1014, 1750, 250)]
    [TestCase("stress", 200, 20, 50, "all", true, 3, 2, 10, 10, 3864, 4000, 1000)]
    [TestCase("gentle", 20, 1, 500, "first", true, 10, 5, 30, 20, 444, 1300, 100)]
    [TestCase("burst", 100, 50, 10, "all", false, 0, 1, 5, 2, 1964, 2500, 500)]
    [TestCase("extreme", 500, 50, 20, "all", true, 2, 1, 5, 10, 9564, 8500, 2500)]
    public void Every_swarm_profile_says_what_the_seed_says(
        string name,
        int clients,
        int rate,
        int jitter,
        string variant,
        bool reconnect,
        int delay,
        int retries,
        int timeout,
        int rampSeconds,
        int memory,
        int files,
        int ports
    )
    {
        var swarm = Profiles.Shipped.Swarm.Get(name);
        Assert.That(
            swarm,
            Is.EqualTo(
                new SwarmProfile(clients, rate, jitter, variant, reconnect, delay, retries, timeout)
                {
                    Name = name,
                }
            )
        );
        Assert.That(swarm.RampDuration.TotalSeconds, Is.EqualTo(rampSeconds));
        Assert.That(swarm.Upstream.EstimatedMemoryMB, Is.EqualTo(memory));
        Assert.That(swarm.Upstream.RecommendedFdLimit, Is.EqualTo(files));
        Assert.That(swarm.Upstream.RecommendedPorts, Is.EqualTo(ports));
    }

    [Test]
    public void Containers_and_machines_get_their_headroom_rounded_up()
    {
        var cost = Profiles.Shipped.Swarm.Get("default").Upstream;
        // 1014 MB with a fifth, and with three tenths and a kernel.
        Assert.That(cost.ContainerMemoryMB, Is.EqualTo(1217));
        Assert.That(cost.VmMemoryMB, Is.EqualTo(1319 + 256));
    }

    [Test]
    public void A_swarm_takes_overrides_and_dumps_its_cost_as_upstreams()
    {
        var swarm = Profiles.Shipped.Swarm.Get("stress", "clients=300");
        var dump = Profiles.Shipped.Swarm.Dump(swarm);
        Assert.That((int)dump["clients"]!, Is.EqualTo(300));
        Assert.That((int)dump["derived"]!["rampDuration"]!, Is.EqualTo(15));
        Assert.That((int)dump["upstream"]!["estimatedMemoryMB"]!, Is.EqualTo(300 * 19 + 64));
        Assert.That((string)dump["_profile"]!["name"]!, Is.EqualTo("stress"));
    }

    [Test]
    public void An_unknown_swarm_profile_is_refused_with_the_list() =>
        Assert.That(
            () => Profiles.Shipped.Swarm.Get("stres"),
            Throws
                .TypeOf<UsageError>()
                .With.Message.EqualTo(
                    "unknown swarm profile 'stres'; allowed: burst, default, extreme, gentle, stress. Did you mean 'stress'?"
                )
        );
}
