using Verify.Origin.NixCache.Sizes;

namespace Verify.Origin.NixCache.Rules;

/// <summary>What a design sets on a server of certain hardware.</summary>
public sealed record ServerTuning
{
    public required int MaxJobs { get; init; }

    public required int CoresPerJob { get; init; }

    /// <summary>Below this much free space nix collects garbage.</summary>
    public required ByteSize MinFree { get; init; }

    /// <summary>At this much free space it stops.</summary>
    public required ByteSize MaxFree { get; init; }

    /// <summary>How old what nobody uses has to be to be deleted.</summary>
    public required TimeSpan CollectAfter { get; init; }

    public required bool OptimisesAtOnce { get; init; }

    public required int ZramPercent { get; init; }

    public required IReadOnlyList<Sysctl> Sysctls { get; init; }
}
