using Verify.Origin.NixCache.Rules;
using Verify.Origin.NixCache.Sizes;

namespace Verify.Origin.NixCache.Designs;

/// <summary>The generator's rules of the plan, to the letter: what is wrong with them is shown and not mended here.</summary>
internal static class AsDesignedRules
{
    private static readonly ByteSize SmallMemory = ByteSize.OfGiB(8);

    /// <summary>Large buffers for a path whose bandwidth-delay product is 125 kB.</summary>
    public static readonly IReadOnlyList<Sysctl> Network =
    [
        new("net.core.rmem_max", "134217728"),
        new("net.core.wmem_max", "134217728"),
        new("net.ipv4.tcp_rmem", "4096 87380 67108864"),
        new("net.ipv4.tcp_wmem", "4096 65536 67108864"),
        new("net.core.default_qdisc", "fq"),
        new("net.ipv4.tcp_congestion_control", "bbr"),
    ];

    public static readonly HardwareRules All = new()
    {
        MaxJobs = new(
            "max-jobs",
            "a build takes 2048 MB",
            hardware =>
                Math.Max(
                    1,
                    (int)Math.Min(hardware.Cores, hardware.Memory.Bytes / (2048 * ByteSize.Mebi))
                )
        ),
        CoresPerJob = new(
            "cores",
            "one core is left to the system",
            hardware => Math.Max(1, hardware.Cores - 1)
        ),
        MinFree = new(
            "min-free",
            "10 GiB or 15 % of the disk, whichever is more",
            hardware => Larger(ByteSize.OfGiB(10), hardware.Disk.Times(0.15))
        ),
        MaxFree = new("max-free", "a quarter of the disk", hardware => hardware.Disk.Times(0.25)),
        CollectAfter = new(
            "nix.gc",
            "the smaller the disk, the sooner",
            hardware => TimeSpan.FromDays(Days(hardware.Disk))
        ),
        OptimiseAtOnce = new("auto-optimise-store", "saves space", _ => true),
        Zram = new(
            "zramSwap",
            "half of a memory that is below 8 GB",
            hardware => hardware.Memory < SmallMemory ? 50 : 0
        ),
        Sysctls = new(
            "boot.kernel.sysctl",
            "swap little, and least where there is memory; large network buffers",
            hardware =>
                [new("vm.swappiness", hardware.Memory < SmallMemory ? "10" : "1"), .. Network]
        ),
    };

    /// <summary>How old garbage may get, in days.</summary>
    public static int Days(ByteSize disk) =>
        disk.Bytes < 100 * ByteSize.Gibi ? 7
        : disk.Bytes < 250 * ByteSize.Gibi ? 14
        : 30;

    private static ByteSize Larger(ByteSize one, ByteSize other) => one > other ? one : other;
}
