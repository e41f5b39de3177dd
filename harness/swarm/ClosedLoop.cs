using Verify.Instruments.Http;
using Verify.Swarm.Exchange;
using Verify.Swarm.Http;
using Verify.Swarm.Loop;
using Verify.Swarm.Tally;

namespace Verify.Swarm;

/// <summary>What a closed loop came to.</summary>
/// <param name="Bytes">Of the answers' bodies.</param>
/// <param name="Cpu">Of the loop's thread, user and system.</param>
public sealed record ClosedLoopResult(
    long Requests,
    long Bytes,
    long Errors,
    TimeSpan Elapsed,
    TimeSpan Cpu
);

/// <summary>
/// The swarm's engine driven as wrk drives its own: every connection asks again as soon as it is answered. For what a
/// request costs; it says nothing about viewers.
/// </summary>
public static class ClosedLoop
{
    /// <param name="target">The request target; what it answers is discarded unseen.</param>
    public static async Task<ClosedLoopResult> RunAsync(
        Endpoint endpoint,
        string target,
        int connections,
        TimeSpan duration,
        CancellationToken ct
    )
    {
        var server = await Server.FindAsync(endpoint, ct);
        return await Task.Factory.StartNew(
            () => Run(server, target, connections, duration, ct),
            ct,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    private static ClosedLoopResult Run(
        Server server,
        string target,
        int connections,
        TimeSpan duration,
        CancellationToken ct
    )
    {
        using var loop = new EventLoop();
        var tally = new SwarmTally();
        var request = Request.For(new(server.Address, target));
        var asking = Enumerable
            .Range(0, connections)
            .Select(_ => new RawConnection(loop, server, tally))
            .ToArray();
        var (answered, errors, begun) = (0L, 0L, false);
        var (start, cpu) = (Instant.Now, Kernel.ThreadTime());
        loop.Run(() =>
        {
            if (!begun)
                foreach (var connection in asking)
                    _ = AskAsync(connection);
            begun = true;
            return Instant.Now - start >= duration || ct.IsCancellationRequested;
        });
        var result = new ClosedLoopResult(
            answered,
            tally.Bytes,
            errors,
            Instant.Now - start,
            Kernel.ThreadTime() - cpu
        );
        foreach (var connection in asking)
            connection.Dispose();
        ct.ThrowIfCancellationRequested();
        return result;

        async Task AskAsync(RawConnection connection)
        {
            // What fails at once would not let anybody else have a turn.
            while (errors <= connections)
            {
                var answer = await connection.GetAsync(request, BodyUse.Discard);
                if (tally.Takes(answer, request))
                    answered++;
                else
                    errors++;
            }
        }
    }
}
