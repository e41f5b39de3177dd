using Verify.Origin.NixCache.Sizes;

namespace Verify.Origin.NixCache.Hardware;

/// <summary>What this machine is made of, as far as a cache is concerned.</summary>
/// <param name="Disk">The file system that holds the store, or would hold it.</param>
/// <param name="Storage">Null where the kernel does not know: a virtual disk, an overlay.</param>
/// <param name="Interfaces">The wired ones.</param>
public sealed record HostReport(
    ByteSize Memory,
    ByteSize Available,
    ByteSize Swap,
    double? MemoryPressure,
    int Cores,
    string Processor,
    string DiskPath,
    ByteSize Disk,
    ByteSize DiskFree,
    StorageKind? Storage,
    IReadOnlyList<HostInterface> Interfaces
);
