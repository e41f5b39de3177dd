namespace Verify.Origin.NixCache.Hardware;

/// <summary>A wired network interface of a machine.</summary>
/// <param name="SpeedMbit">Null without a carrier, and for interfaces that have none.</param>
/// <param name="HasDefaultRoute">The machine reaches other networks by it, so it is not the direct cable.</param>
public sealed record HostInterface(
    string Name,
    bool HasCarrier,
    int? SpeedMbit,
    int Mtu,
    bool HasDefaultRoute,
    IReadOnlyList<string> Addresses
);
