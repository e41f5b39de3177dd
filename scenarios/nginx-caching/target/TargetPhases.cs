using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>What can be seen of an origin that is only looked at.</summary>
internal static class TargetPhases
{
    public static void Look(Phase phase, TargetOrigin target)
    {
        Freshness(phase, target, Expectations.Fresh);
        Headers(phase, target);
    }

    /// <param name="promise">How long a superseded version may be served; null where nothing is promised.</param>
    public static void Freshness(Phase phase, TargetOrigin target, TimeSpan? promise) =>
        phase.Step(
            "5.5",
            "freshness, as far as a client can see it",
            new TargetFreshness(target, promise).CheckAsync,
            target.Typed(TargetFreshness.Command)
        );

    public static void Headers(Phase phase, TargetOrigin target) =>
        phase.Step(
            "5.7",
            "headers",
            new TargetHeaders(target).CheckAsync,
            target.Typed(TargetHeaders.Command)
        );

    /// <param name="subject">What the figures of it are listed under.</param>
    public static void Load(Phase phase, TargetOrigin target, string subject) =>
        phase.Step(
            "5B.2",
            "the profile's swarm",
            new ProfileLoad(target.LoadedAsync, subject).CheckAsync,
            target.Typed(ProfileLoad.Command)
        );
}
