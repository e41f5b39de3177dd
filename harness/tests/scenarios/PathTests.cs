using System.Net;
using Verify.Fixtures.Network;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Http;
using Verify.Tests.Engine;

namespace Verify.Tests.Scenarios;

/// <summary>What step 5.14 says of a path that is as the profile has it, and of ones that only look so.</summary>
public sealed class PathTests
{
    public abstract class AsItShouldBe : PathScenario;

    public abstract class AtAnotherAddress : PathScenario
    {
        private protected override VethPlan Laid =>
            Profile with
            {
                Address = IPAddress.Parse("10.177.0.11"),
                Mac = "02:00:00:01:77:02",
            };
    }

    // It answers at the address too, without a bit on the cable.
    public abstract class BesideTheServer : PathScenario
    {
        private protected override bool IsLoaded => true;

        private protected override Endpoint Reached(NginxServer server) =>
            server.Endpoint with
            {
                OpenAsync = async () => await server.Cable!.OpenInsideAsync(),
            };
    }

    [Test]
    public void A_path_over_the_cable_passes()
    {
        var run = SelfRun.Of<AsItShouldBe>();
        Assert.That(run.Finished.Verdict, Is.EqualTo(Verdict.Pass), Missed(run));
    }

    [Test]
    public void Another_address_fails_by_name()
    {
        var run = SelfRun.Of<AtAnotherAddress>();
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Fail));
        Assert.That(
            Missed(run),
            Does.Contain("the origin's device, its address and its hardware address")
                .And.Contain("10.177.0.11/24, 02:00:00:01:77:02")
        );
    }

    [Test]
    public void A_client_beside_the_server_fails_by_name()
    {
        var run = SelfRun.Of<BesideTheServer>();
        Assert.That(run.Step("1.2"), Is.EqualTo(Verdict.Fail));
        Assert.That(run.Step("1.3"), Is.EqualTo(Verdict.Fail));
        Assert.That(
            Missed(run),
            Does.Contain("bytes over the cable while a client got")
                .And.Contain("control, the cable taken down: the origin's answer")
                .And.Contain("bytes over the cable while clients got")
        );
    }

    private static string Missed(SelfRun run) =>
        string.Join(
            '\n',
            run.All<ClaimEvaluated>()
                .Where(claim => claim.Verdict != Verdict.Pass)
                .Select(claim => $"{claim.Claim}: {claim.Actual}")
                .Concat(run.All<StepFinished>().Select(step => $"{step.Step} {step.Reason}"))
        );
}
