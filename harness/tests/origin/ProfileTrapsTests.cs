using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

public sealed class ProfileTrapsTests
{
    [TestCase("default", "segments say max-age=60 and are deleted after 30 s")]
    [TestCase("stress-test", "segments say max-age=60 and are deleted after 40 s")]
    [TestCase(
        "low-latency",
        "manifests say max-age=0: half of a 1 s segment, rounded down to whole seconds",
        "segments say max-age=60 and are deleted after 11 s"
    )]
    [TestCase(
        "4k-abr",
        "segments say max-age=60 and are deleted after 30 s",
        "the tmpfs of 115 MB is sized for 10640 kbit/s, 5 times the single stream, but the ladder has 24108 kbit/s"
    )]
    public void The_traps_of_the_seeds_values_are_named(string name, params string[] traps) =>
        Assert.That(
            ProfileTraps.Of(Profiles.Shipped.Origin.Get(name)).Select(trap => trap.Text),
            Is.EqualTo(traps)
        );

    [Test]
    public void Values_that_are_sound_have_none() =>
        Assert.That(
            ProfileTraps.Of(Profiles.Shipped.Origin.Get("default", "hls.listSize=30")),
            Is.Empty
        );
}
