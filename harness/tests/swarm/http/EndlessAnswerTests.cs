using System.Text;
using Verify.Instruments.Http;
using Verify.Swarm;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Swarm.Http;

/// <summary>What a server never ends is given up. Nothing runs beside it: it looks at the memory of the whole process.</summary>
[NonParallelizable]
[CancelAfter(Hang.Milliseconds)]
public sealed class EndlessAnswerTests
{
    [TestCase("HTTP/1.1 200 OK\r\n", "X-Endless: 0123456789012345678901234567890123456789\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "4\r\nabcd\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\n\r\n", "a body without any end")]
    [TestCase("", "HTTP/1.1 100 Continue\r\n\r\n")]
    public async Task What_has_no_end_is_given_up_and_no_memory_grows(
        string first,
        string again,
        CancellationToken ct
    )
    {
        var part = Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Repeat(again, 65_536 / again.Length))
        );
        await using var server = RawServer.Start(
            async (connection, stop) =>
            {
                await connection.TargetAsync(stop);
                await connection.WriteAsync(Encoding.ASCII.GetBytes(first), stop);
                while (true)
                    await connection.WriteAsync(part, stop);
            }
        );
        var plan = HostileAnswerTests.Plan;
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var result = await HlsSwarm.RunAsync(plan, server.Endpoint("endless"), null, ct);

        var kinds = result.Errors.Keys.ToArray();
        Assert.That(kinds, Is.SubsetOf(new[] { "too large", "timeout" }).And.Not.Empty);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        // Each viewer may hold what a playlist may be large, and twice that as it grows.
        Assert.That(
            grown,
            Is.LessThan(plan.Viewers * 2 * HttpLimits.Default.KeptBody + 16_000_000)
        );
    }
}
