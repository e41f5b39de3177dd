using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>What can be seen of an origin that is only looked at.</summary>
internal static class TargetPhases
{
    public static void Look(Phase phase, TargetOrigin target)
    {
        phase.Step(
            "5.5",
            "freshness, as far as a client can see it",
            new TargetFreshness(target, Expectations.Fresh).CheckAsync,
            target.Typed(TargetFreshness.Command)
        );
        phase.Step(
            "5.7",
            "headers",
            new TargetHeaders(target).CheckAsync,
            target.Typed(TargetHeaders.Command)
        );
        phase.Step(
            "5.8",
            "load",
            new Load(target.LoadedAsync).CheckAsync,
            target.Typed(Load.Command)
        );
    }
}
