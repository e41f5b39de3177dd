using NUnit.Framework;
using Verify.Fixtures.Network;
using Verify.Instruments.Http;

namespace Verify.Scenarios.Cable;

/// <summary>What a client gets has passed the cable: the kernel's own counters of both ends say so.</summary>
internal sealed class PathBytes(Step step, CabledServer server, Endpoint reached, string target)
{
    // Some ten megabytes: whatever else passes, such as who has which address, is nothing beside it.
    private const int Fetches = 20;

    /// <summary>Headers of Ethernet, IP and TCP are 66 bytes of 1514; those of HTTP some 400 of a segment.</summary>
    private const double MostAround = 1.10;

    /// <summary>Of what a client gets; what machines say to one another by themselves is far less.</summary>
    private const double Nothing = 0.01;

    /// <summary>One packet of the largest size: the ends are read one after the other, once the client has all.</summary>
    private const long Between = 64 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task CheckAsync()
    {
        var (bytes, passed) = await FetchAsync(reached);
        step.Expect(
            $"{server.Endpoint.Name}: bytes over the cable while a client got {bytes}",
            passed.Gateway.Received,
            Is.InRange(bytes, (long)(bytes * MostAround)),
            "all of them, plus headers"
        );
        step.Expect(
            $"{server.Endpoint.Name}: the same at the origin's end",
            passed.Server.Sent,
            Is.InRange(passed.Gateway.Received - Between, passed.Gateway.Received + Between),
            $"what enters one end of a cable leaves the other; up to {Between} bytes may pass between the two readings"
        );
        step.Expect(
            $"{server.Endpoint.Name}: bytes over a loopback meanwhile, on the origin's side and the gateway's",
            passed.ServerLoopback.Received + passed.GatewayLoopback.Received,
            Is.LessThan((long)(bytes * Nothing)),
            "no byte took another path"
        );
        // What told the two apart on no path could not tell them apart at all.
        var (inside, around) = await FetchAsync(server.Inside);
        step.Expect(
            $"control, the same over the origin's loopback: bytes over it while a client got {inside}",
            around.ServerLoopback.Received,
            Is.GreaterThanOrEqualTo(inside)
        );
        step.Expect(
            "control: bytes over the cable meanwhile",
            around.Gateway.Received,
            Is.LessThan((long)(inside * Nothing))
        );
    }

    private async Task<(long Bytes, VethCounters Passed)> FetchAsync(Endpoint endpoint)
    {
        Task<HttpConnection> OpenAsync(CancellationToken ct) =>
            HttpConnection.OpenAsync(endpoint, Timeout, ct);
        // Open before anything is counted.
        await using var connection = new KeptConnection(await OpenAsync(step.Ct), OpenAsync);
        var before = await server.Cable.CountAsync();
        var bytes = 0L;
        for (var i = 0; i < Fetches; i++)
        {
            var answer = await connection.SendAsync(
                HttpAsk.Get(target),
                Timeout,
                HttpLimits.Default,
                _ => { },
                step.Ct
            );
            bytes += answer.BodyLength;
        }
        return (bytes, (await server.Cable.CountAsync()).Since(before));
    }
}
