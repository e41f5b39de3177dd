using Verify.Fixtures.Encoder;
using Verify.Fixtures.Network;
using Verify.Scenarios.NginxCaching.Logging;
using Verify.Scenarios.NginxCaching.Network;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.NginxCaching.Variants;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>Steps of phase 5 that some profiles have: what a profile asks for beside the stream is there, and does it.</summary>
internal static class OfTheProfile
{
    /// <summary>What they need.</summary>
    public static IEnumerable<Service> Services(OriginSetup setup)
    {
        if (setup.Tap is not null)
            yield return new VethService();
        if (setup.Profile.Multibitrate)
            yield return new ProbeService();
    }

    public static void Declare(Phase phase, OriginSetup setup, OriginInRun origin)
    {
        if (setup.Profile.Logging.Enabled)
            phase.Step(
                "5.13",
                "the access logs",
                origin.While((_, step) => new AccessLogging(setup).CheckAsync(step)),
                setup.Typed(AccessLogging.Command(setup.Profile.Logging))
            );
        if (setup.Tap is { } plan)
            phase.Step(
                "5.14",
                $"the network path to {plan.Address}",
                origin.While((live, step) => new NetworkPath(setup, live).CheckAsync(step)),
                NetworkPath.Command(plan, setup.Profile.Server.Port)
            );
        if (setup.Profile.Multibitrate)
            phase.Step(
                "5.15",
                "the master playlist and every variant",
                origin.While((live, step) => new Ladder(setup, live).CheckAsync(step)),
                setup.Typed(Ladder.Command)
            );
    }
}
