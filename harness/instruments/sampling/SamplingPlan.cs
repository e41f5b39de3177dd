using Verify.Instruments.Http;
using Verify.Instruments.Workers;

namespace Verify.Instruments.Sampling;

/// <summary>How a target is asked for, again and again.</summary>
/// <param name="Target">As a request target, such as /stream.m3u8.</param>
/// <param name="MeanInterval">Each stretch of this length has one sample, at a moment drawn evenly from all of it.</param>
/// <param name="Seed">Of the draws, so that a run can be repeated.</param>
public sealed record SamplingPlan(string Target, TimeSpan MeanInterval, int Seed)
{
    /// <summary>Connections kept open to each endpoint; half of all samples go over them in turn.</summary>
    public int KeepAlive { get; init; } = 4;

    /// <summary>An answer later than this is a timeout; well above what any origin on a loopback needs.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Samples under way at once; more means that the endpoint hangs, and each is an error, not a wait.</summary>
    public int InFlight { get; init; } = 256;

    /// <summary>Of the fresh connections, every how manyth is traced to its worker (a look into /proc each).</summary>
    public int TraceEvery { get; init; } = 8;
}

/// <summary>An endpoint to watch and, where it is an nginx of ours, its workers.</summary>
public sealed record WatchedEndpoint(Endpoint Endpoint, NginxWorkers? Workers = null);
