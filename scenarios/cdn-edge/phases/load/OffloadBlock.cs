using Verify.Fixtures.S3;
using Verify.Instruments.Workers;
using Verify.Scenarios.Paired;

namespace Verify.Scenarios.CdnEdge.Phases.Load;

/// <summary>One of the blocks in which viewers play through the edge and directly from the storage in turn.</summary>
/// <param name="Swarm">What the viewers saw, and what edge and storage together used; the edge is the candidate.</param>
/// <param name="Storage">What the storage was asked for, as it logged it itself.</param>
/// <param name="Edge">What the edge used; null where its workers were others at the end.</param>
internal sealed record OffloadBlock(
    LoadBlock Swarm,
    IReadOnlyList<S3Request> Storage,
    CpuUsed? Edge,
    CpuUsed? StorageCpu
)
{
    public bool IsThroughEdge => Swarm.IsCandidate;

    public long Requests => Storage.Count;

    public long Bytes => Storage.Sum(one => one.Bytes);

    /// <summary>In microseconds for each request of a viewer.</summary>
    public double? EdgePerRequest => PerRequest(Edge);

    /// <summary>Likewise.</summary>
    public double? StoragePerRequest => PerRequest(StorageCpu);

    private double? PerRequest(CpuUsed? used) =>
        Swarm.Swarm.Traffic.Requests is var all && all > 0
            ? used?.Time.TotalMicroseconds / all
            : null;
}
