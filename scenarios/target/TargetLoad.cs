using Verify.Scenarios.Paired;

namespace Verify.Scenarios.Target;

/// <summary>A load on an origin that runs already.</summary>
internal static class TargetLoad
{
    /// <param name="subject">What the figures of it are listed under.</param>
    public static void Declare(Phase phase, TargetOrigin target, string subject) =>
        phase.Step(
            "5B.2",
            "the profile's swarm",
            new ProfileLoad(target.LoadedAsync, subject).CheckAsync,
            target.Typed(ProfileLoad.Command)
        );
}
