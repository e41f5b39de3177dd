using System.Text.Json.Serialization;

namespace Verify.Origin;

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
    private const int ProcessMB = 19;
    private const int SharedMB = 64;
    private const int FilesPerProcess = 15;
    private const int FilesShared = 1000;
    private const int PortsPerProcess = 5;
    private const decimal ContainerHeadroom = 1.2m;
    private const decimal VmHeadroom = 1.3m;
    private const int KernelMB = 256;

    public static UpstreamCost Of(int clients)
    {
        var memory = clients * ProcessMB + SharedMB;
        return new UpstreamCost(
            EstimatedMemoryMB: memory,
            RecommendedFdLimit: clients * FilesPerProcess + FilesShared,
            RecommendedPorts: clients * PortsPerProcess,
            ContainerMemoryMB: (int)decimal.Ceiling(memory * ContainerHeadroom),
            VmMemoryMB: (int)decimal.Ceiling(memory * VmHeadroom) + KernelMB
        );
    }
}
