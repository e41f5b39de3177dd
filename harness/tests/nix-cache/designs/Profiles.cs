using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Sizes;

namespace Verify.Tests.NixCache.Designs;

/// <summary>Machines of every size that a cache can be set up for.</summary>
internal static class Profiles
{
    private static readonly double[] Memories = [0.5, 1, 1.9, 2, 3.8, 4, 7.7, 8, 16, 32, 64, 4096];
    private static readonly int[] Cores = [1, 2, 3, 4, 6, 8, 16, 64, 1024];

    /// <summary>From 8 GB to 8 TB: each whole GB up to 300, then in steps of 50.</summary>
    public static IEnumerable<ByteSize> Disks =>
        Enumerable
            .Range(8, 293)
            .Concat(Enumerable.Range(6, 155).Select(step => step * 50))
            .Select(gigabytes => ByteSize.OfGB(gigabytes));

    public static IEnumerable<HardwareProfile> All =>
        from disk in Disks
        from memory in Memories
        from cores in Cores
        from kind in Enum.GetValues<StorageKind>()
        select new HardwareProfile(ByteSize.OfGiB(memory), cores, disk, kind, "enp3s0");

    /// <summary>Some of them that differ in everything, on interfaces of any name.</summary>
    public static IEnumerable<HardwareProfile> Few =>
        new[] { "enp3s0", "eth0", "eth0.100", "or", "eno1", "enx0013ef123456" }.Zip(
            Memories.Chunk(2),
            (name, memories) =>
                new HardwareProfile(
                    ByteSize.OfGiB(memories[0]),
                    Cores[name.Length % Cores.Length],
                    Disks.ElementAt(name.Length * 17),
                    (StorageKind)(name.Length % 3),
                    name
                )
        );
}
