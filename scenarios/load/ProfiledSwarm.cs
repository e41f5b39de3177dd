using Verify.Origin.Profile;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>The load that a swarm profile describes.</summary>
internal static class ProfiledSwarm
{
    /// <param name="target">The playlist, as a request target.</param>
    public static SwarmPlan Plan(
        this SwarmProfile profile,
        string target,
        TimeSpan duration,
        int seed
    ) =>
        new(
            target,
            profile.Clients,
            profile.RampRate,
            TimeSpan.FromMilliseconds(profile.RampJitter),
            Enum.Parse<VariantChoice>(profile.Variant, ignoreCase: true),
            profile.Reconnect ? TimeSpan.FromSeconds(profile.ReconnectDelayMax) : null,
            profile.SegMaxRetry,
            TimeSpan.FromSeconds(profile.Timeout),
            duration,
            seed
        );
}
