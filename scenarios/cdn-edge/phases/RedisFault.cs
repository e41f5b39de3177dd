using Verify.Instruments.Gates;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>A way in which Redis is not there for those who ask it.</summary>
internal sealed record RedisFault(
    string Name,
    Action<PlatformStores> Begin,
    Action<PlatformStores> End
)
{
    /// <summary>How many are asked of the cured design, one after the other.</summary>
    public int Requests { get; private init; } = 40;

    public static RedisFault Refused { get; } = OfGate("refused", Fault.Refuse);

    public static RedisFault Silent { get; } = OfGate("silent", Fault.Blackhole);

    public static IReadOnlyList<RedisFault> All { get; } =
    [
        Refused,
        Silent,
        new("stopped (SIGSTOP)", stores => stores.Redis!.Freeze(), stores => stores.Redis!.Thaw()),
        // Each request takes as long as Redis does: a few say all.
        OfGate("slow by 200 ms", Fault.Slow(TimeSpan.FromMilliseconds(200))) with
        {
            Requests = 10,
        },
    ];

    private static RedisFault OfGate(string name, Fault fault) =>
        new(
            name,
            stores => stores.CacheGate!.Fault = fault,
            stores => stores.CacheGate!.Fault = Fault.None
        );
}
