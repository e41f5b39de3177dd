using Verify.Swarm;

namespace Verify.Scenarios;

/// <summary>One of the blocks in which a swarm asks baseline and candidate in turn.</summary>
/// <param name="Counted">Requests of the swarm by nginx's own count; null where it is not told.</param>
/// <param name="Cpu">Of all workers, threads included; null where the workers changed meanwhile.</param>
internal sealed record LoadBlock(
    int Number,
    OriginServer Server,
    SwarmResult Swarm,
    long? Counted,
    TimeSpan? Cpu,
    string CpuSource
)
{
    public bool IsCandidate => Server.Role == ServerRole.Candidate;

    public string Errors =>
        string.Join(", ", Swarm.Errors.Select(error => $"{error.Value} x {error.Key}"));

    /// <summary>In microseconds.</summary>
    public double? CpuPerRequest => Cpu?.TotalMicroseconds / Math.Max(1, Answered);

    /// <summary>In microseconds.</summary>
    public double? CpuPerMegabyte => Cpu?.TotalMicroseconds / (Swarm.Traffic.Bytes / 1e6);

    /// <summary>
    /// By how much, as a share, nginx counted more or fewer than the swarm sent; what was under way when time was up may
    /// or may not have reached it.
    /// </summary>
    public double? CountsApart =>
        Counted is { } counted
            ? (double)
                Math.Max(0, Math.Max(Answered - counted, counted - Swarm.Traffic.Requests))
                / Math.Max(1, Swarm.Traffic.Requests)
            : null;

    private long Answered => Swarm.Traffic.Requests - Swarm.Traffic.Unanswered;
}
