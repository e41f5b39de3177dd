using System.Diagnostics;
using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>The engine without viewers: each connection asks again as soon as it was answered.</summary>
public static class ClosedLoop
{
    public static async Task<ClosedLoopResult> RunAsync(
        Endpoint endpoint,
        string target,
        int connections,
        TimeSpan duration,
        CancellationToken ct
    )
    {
        var (requests, bytes, errors) = (0L, 0L, 0L);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        async Task AskAsync()
        {
            await using var connection = await HttpConnection.OpenAsync(endpoint, duration, ct);
            while (clock.Elapsed < duration)
            {
                var answer = await connection.SendAsync(
                    HttpAsk.Get(target),
                    duration,
                    HttpLimits.Default,
                    _ => { },
                    ct
                );
                Interlocked.Increment(ref requests);
                Interlocked.Add(ref bytes, answer.BodyLength);
                if (answer.Status != 200)
                    Interlocked.Increment(ref errors);
            }
        }
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => AskAsync()));
        return new(requests, bytes, errors, clock.Elapsed, Environment.CpuUsage.TotalTime - cpu);
    }
}

/// <param name="Cpu">Of the loop's thread.</param>
public sealed record ClosedLoopResult(
    long Requests,
    long Bytes,
    long Errors,
    TimeSpan Elapsed,
    TimeSpan Cpu
);
