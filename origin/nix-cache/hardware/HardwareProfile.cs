using Verify.Origin.NixCache.Sizes;

namespace Verify.Origin.NixCache.Hardware;

/// <summary>The machine that a cache runs on.</summary>
/// <param name="Cores">Processors that the kernel sees.</param>
/// <param name="Disk">The whole size of the file system that holds the store and the cache.</param>
/// <param name="Interface">The network interface that the direct cable is plugged into.</param>
public sealed record HardwareProfile(
    ByteSize Memory,
    int Cores,
    ByteSize Disk,
    StorageKind Storage,
    string Interface
)
{
    /// <summary>The machine of the plan: a Pentium with 4 GB, on an SSD.</summary>
    public static HardwareProfile Planned { get; } =
        new(ByteSize.OfGiB(4), 2, ByteSize.OfGB(120), StorageKind.Ssd, "enp3s0");

    public override string ToString() =>
        $"{Memory} RAM, {Cores} {(Cores == 1 ? "core" : "cores")}, {Disk.AsStorage} {Storage.ToString().ToUpperInvariant()}, {Interface}";
}
