using Verify.Engine;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>Steps of phase 5 that some profiles have: what a profile asks for beside the stream is there, and does it.</summary>
internal static class OfTheProfile
{
    /// <summary>What they need.</summary>
    public static IEnumerable<Service> Services(Bench bench)
    {
        if (bench.Tap is not null)
            yield return new VethService();
        if (bench.Profile.Multibitrate)
            yield return new ProbeService();
    }

    public static void Declare(Phase phase, Bench bench)
    {
        if (bench.Profile.Logging.Enabled)
            phase.Step(
                "5.13",
                "the access logs",
                bench.WhileLive(new AccessLogging(bench).CheckAsync),
                bench.Typed(AccessLogging.Command(bench.Profile.Logging))
            );
        if (bench.Tap is { } plan)
            phase.Step(
                "5.14",
                $"the network path to {plan.Address}",
                bench.WhileLive(new NetworkPath(bench).CheckAsync),
                NetworkPath.Command(plan, bench.Profile.Server.Port)
            );
        if (bench.Profile.Multibitrate)
            phase.Step(
                "5.15",
                "the master and every variant of it",
                bench.WhileLive(new Ladder(bench).CheckAsync),
                bench.Typed(Ladder.Command)
            );
    }
}
