using Verify.Instruments.Workers;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Paired;

/// <summary>One of the blocks in which a swarm asks baseline and candidate in turn.</summary>
/// <param name="Server">Its name.</param>
/// <param name="Counted">Requests of the swarm by nginx's own count; null where it is not told.</param>
/// <param name="Cpu">Of the server's workers; null where they were others at the end.</param>
internal sealed record LoadBlock(
    int Number,
    string Server,
    bool IsCandidate,
    SwarmResult Swarm,
    long? Counted,
    CpuUsed? Cpu
)
{
    public string Errors =>
        string.Join(", ", Swarm.Errors.Select(error => $"{error.Value} x {error.Key}"));

    /// <summary>In microseconds.</summary>
    public double? CpuPerRequest => Answered > 0 ? Cpu?.Time.TotalMicroseconds / Answered : null;

    /// <summary>In microseconds.</summary>
    public double? CpuPerMegabyte =>
        Swarm.Traffic.Bytes > 0 ? Cpu?.Time.TotalMicroseconds / (Swarm.Traffic.Bytes / 1e6) : null;

    /// <summary>
    /// By how much, as a share, nginx counted more or fewer than the swarm sent; what was under way when time was up may
    /// or may not have reached it.
    /// </summary>
    public double? CountsApart =>
        Counted is { } counted
            ? (double)Math.Max(0, Math.Max(Answered - counted, counted - Swarm.Traffic.Requests))
                / Math.Max(1, Swarm.Traffic.Requests)
            : null;

    private long Answered => Swarm.Traffic.Requests - Swarm.Traffic.Unanswered;
}
