using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Sizes;

namespace Verify.Origin.NixCache.Rules;

/// <summary>The rules of a design: what it makes of a machine.</summary>
public sealed record HardwareRules
{
    public required Rule<int> MaxJobs { get; init; }

    public required Rule<int> CoresPerJob { get; init; }

    public required Rule<ByteSize> MinFree { get; init; }

    public required Rule<ByteSize> MaxFree { get; init; }

    public required Rule<TimeSpan> CollectAfter { get; init; }

    /// <summary>Whether equal files are linked while they are written; if not, once a week.</summary>
    public required Rule<bool> OptimiseAtOnce { get; init; }

    /// <summary>In percent of the memory; 0 for none.</summary>
    public required Rule<int> Zram { get; init; }

    public required Rule<IReadOnlyList<Sysctl>> Sysctls { get; init; }

    /// <summary>All values for a machine.</summary>
    public ServerTuning Tune(HardwareProfile hardware) =>
        new()
        {
            MaxJobs = MaxJobs.For(hardware),
            CoresPerJob = CoresPerJob.For(hardware),
            MinFree = MinFree.For(hardware),
            MaxFree = MaxFree.For(hardware),
            CollectAfter = CollectAfter.For(hardware),
            OptimisesAtOnce = OptimiseAtOnce.For(hardware),
            ZramPercent = Zram.For(hardware),
            Sysctls = Sysctls.For(hardware),
        };
}
