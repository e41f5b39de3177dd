using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>Steps of phase 5 that some profiles have: what a profile asks for beside the stream is there, and does it.</summary>
internal static class OfTheProfile
{
    public static void Declare(Phase phase, Bench bench)
    {
        if (bench.IsIncluded && bench.Profile.Logging.Enabled)
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
    }
}
