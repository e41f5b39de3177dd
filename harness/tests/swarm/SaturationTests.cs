using Verify.Swarm.Tally;

namespace Verify.Tests.Swarm;

/// <summary>What keeps a result from being a verdict on the server.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SaturationTests
{
    [Test]
    public void A_good_result_stands() =>
        Assert.That(Saturation.Reason(SwarmResults.Good()), Is.Null);

    [TestCase(Saturation.NoFile, "files open")]
    [TestCase(Saturation.NoPort, "no more ports")]
    public void Connections_that_this_machine_refused_are_no_fault_of_the_server(
        string kind,
        string why
    ) =>
        Assert.That(
            Saturation.Reason(
                SwarmResults.Good() with
                {
                    Errors = new Dictionary<string, long> { [kind] = 7 },
                }
            ),
            Does.StartWith("7 connections").And.Contain(why)
        );

    [TestCase(0.95, 0.1, "of all processors")]
    [TestCase(0.1, 0.95, "thread was busy")]
    public void A_generator_without_a_moment_to_spare_cannot_tell(
        double cpu,
        double loop,
        string why
    ) =>
        Assert.That(
            Saturation.Reason(SwarmResults.Good() with { Generator = new(new(), cpu, loop) }),
            Does.Contain(why)
        );
}
