using Verify.Fixtures.Network;
using Verify.Origin.Profile;

namespace Verify.Scenarios.NginxCaching.Setup;

/// <summary>The network of a profile with networking mode tap.</summary>
internal static class TapPath
{
    private const string Mode = "tap";

    /// <summary>What the profile says of it; null where it lies behind none.</summary>
    public static VethPlan? Of(OriginProfile profile) =>
        profile.Networking is { Mode: Mode } network
            ? VethPlan.Of(
                network.Tap.Device,
                network.Tap.Mac,
                network.StaticIp,
                network.Gateway,
                network.Subnet
            )
            : null;
}
