using System.Text.Json.Serialization;

namespace Verify.Origin.Profile;

/// <summary>A swarm profile: how many viewers come, how fast, and how patient they are.</summary>
/// <param name="RampRate">Viewers a second.</param>
/// <param name="RampJitter">In milliseconds.</param>
/// <param name="Variant">Which variant streams a viewer plays: first, all, highest or adaptive.</param>
/// <param name="ReconnectDelayMax">In seconds, as FFmpeg's reconnect_delay_max.</param>
/// <param name="SegMaxRetry">Retries of one segment, as FFmpeg's seg_max_retry.</param>
/// <param name="Timeout">In seconds.</param>
public sealed record SwarmProfile(
    int Clients,
    int RampRate,
    int RampJitter,
    string Variant,
    bool Reconnect,
    int ReconnectDelayMax,
    int SegMaxRetry,
    int Timeout
) : IProfile
{
    [JsonIgnore]
    public string Name { get; init; } = "";

    [JsonIgnore]
    public TimeSpan RampDuration => TimeSpan.FromSeconds(Clients / RampRate);

    [JsonIgnore]
    public UpstreamCost Upstream => UpstreamCost.Of(Clients);
}

/// <summary>What the seed's swarm costs, with one FFmpeg process a viewer; kept to compare ours with.</summary>
public sealed record UpstreamCost(
    int EstimatedMemoryMB,
    int RecommendedFdLimit,
    int RecommendedPorts,
    int ContainerMemoryMB,
    int VmMemoryMB
)
{
    public static UpstreamCost Of(int clients)
    {
        var one = Formulas.Shipped.Upstream;
        var memory = clients * one.ProcessMB + one.SharedMB;
        return new UpstreamCost(
            EstimatedMemoryMB: memory,
            RecommendedFdLimit: clients * one.FilesPerProcess + one.FilesShared,
            RecommendedPorts: clients * one.PortsPerProcess,
            ContainerMemoryMB: Tenths(memory, one.ContainerTenths),
            VmMemoryMB: Tenths(memory, one.VmTenths) + one.KernelMB
        );
    }

    private static int Tenths(int memory, int tenths) =>
        (int)decimal.Ceiling(memory * tenths / 10m);
}
