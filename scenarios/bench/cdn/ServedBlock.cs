using Verify.Instruments.Http;
using Verify.Swarm;

namespace Verify.Scenarios.Bench.Cdn;

/// <summary>A block of requests, each connection asking again as soon as it is answered, and what the servers used for it.</summary>
/// <param name="Requests">That were answered whole.</param>
/// <param name="Servers">Processor time of those who answered.</param>
/// <param name="Generator">Processor time of the loop that asked.</param>
internal sealed record ServedBlock(
    long Requests,
    long Errors,
    TimeSpan Elapsed,
    TimeSpan Servers,
    TimeSpan Generator
)
{
    // Some thousands of requests of the slowest.
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    // Enough to keep two processors busy.
    private const int Connections = 16;

    public double PerSecond => Requests / Elapsed.TotalSeconds;

    /// <summary>Microseconds of the servers for one request.</summary>
    public double Cost => Servers.TotalMicroseconds / Requests;

    /// <summary>How many processors the servers used.</summary>
    public double Processors => Servers / Elapsed;

    /// <summary>How much of a processor the generator used, which has no more than one.</summary>
    public double GeneratorProcessors => Generator / Elapsed;

    public static async Task<ServedBlock> RunAsync(
        Endpoint endpoint,
        string target,
        int[] servers,
        CancellationToken ct
    )
    {
        var before = ProcessFamily.Of(servers);
        var result = await ClosedLoop.RunAsync(endpoint, target, Connections, Length, ct);
        return new(
            result.Requests,
            result.Errors,
            result.Elapsed,
            ProcessFamily.Of(servers).Since(before),
            result.Cpu
        );
    }
}
