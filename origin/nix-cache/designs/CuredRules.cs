using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Rules;
using Verify.Origin.NixCache.Sizes;

namespace Verify.Origin.NixCache.Designs;

/// <summary>The rules with the plan's faults cured: each says why it has its value.</summary>
internal static class CuredRules
{
    private const double GiBPerJob = 2;

    // A machine sold with 4 GB shows some 3.8 GiB: firmware and kernel keep the rest.
    private const double KeptByTheKernel = 1.08;

    private static readonly ByteSize SmallMemory = ByteSize.OfGiB(8);
    private static readonly ByteSize MostMinFree = ByteSize.OfGiB(100);

    public static readonly HardwareRules All = new()
    {
        MaxJobs = new(
            "max-jobs",
            "A build takes about 2 GiB. Firmware keeps a part of the memory: 3.8 GiB count as the 4 that were bought.",
            hardware =>
                Math.Clamp(
                    (int)(hardware.Memory.GiB * KeptByTheKernel / GiBPerJob),
                    1,
                    hardware.Cores
                )
        ),
        CoresPerJob = new(
            "cores",
            "Jobs times cores is never more than there are: builds that share a core finish later, not sooner.",
            hardware => Math.Max(1, hardware.Cores / All!.MaxJobs.For(hardware))
        ),
        MinFree = new(
            "min-free",
            "15 % of the disk, at most 100 GiB. Always below max-free: otherwise nix stops collecting while it still has less than it wants, and every build collects again.",
            hardware => Smaller(hardware.Disk.Times(0.15), MostMinFree)
        ),
        MaxFree = new(
            "max-free",
            "5/3 of min-free: a quarter of the disk, at most 167 GiB. Less, and the next build collects again.",
            hardware => All!.MinFree.For(hardware).Times(5.0 / 3)
        ),
        CollectAfter = new(
            "nix.gc",
            "The smaller the disk, the sooner; always longer than a client trusts what it was told (narinfo-cache-positive-ttl).",
            hardware => TimeSpan.FromDays(AsDesignedRules.Days(hardware.Disk))
        ),
        OptimiseAtOnce = new(
            "auto-optimise-store",
            "Linking equal files costs a look-up for each one that is written: on a turning disk it waits for the night.",
            hardware => hardware.Storage != StorageKind.Hdd
        ),
        Zram = new(
            "zramSwap",
            "Below 8 GB one large link step meets the end of the memory; compressed pages hold about three times as much.",
            hardware => hardware.Memory < SmallMemory ? 50 : 0
        ),
        Sysctls = new(
            "boot.kernel.sysctl",
            "Swap to compressed memory is cheap, and a low swappiness keeps it unused. No other parameter is set: on a cable of 1 ms the bandwidth-delay product of a gigabit is 125 kB, which the kernel's own buffers hold.",
            hardware => hardware.Memory < SmallMemory ? [new("vm.swappiness", "150")] : []
        ),
    };

    private static ByteSize Smaller(ByteSize one, ByteSize other) => one < other ? one : other;
}
