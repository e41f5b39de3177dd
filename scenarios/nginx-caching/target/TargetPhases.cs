using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>What can be seen of an origin that is only looked at.</summary>
internal static class TargetPhases
{
    public static void Look(Phase phase, TargetOrigin target)
    {
        Freshness(phase, target, Expectations.Fresh);
        HeadersAndLoad(phase, target);
    }

    /// <param name="promise">How long a superseded version may be served; null where nothing is promised.</param>
    public static void Freshness(Phase phase, TargetOrigin target, TimeSpan? promise) =>
        phase.Step(
            "5.5",
            "freshness, as far as a client can see it",
            new TargetFreshness(target, promise).CheckAsync,
            target.Typed(TargetFreshness.Command)
        );

    public static void HeadersAndLoad(Phase phase, TargetOrigin target)
    {
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
