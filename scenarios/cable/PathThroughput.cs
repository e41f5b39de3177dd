using NUnit.Framework;
using Verify.Fixtures.Network;
using Verify.Instruments.Http;
using Verify.Instruments.Statistics;
using Verify.Swarm;

namespace Verify.Scenarios.Cable;

/// <summary>What the cable carries, in turn with the loopback of the same server.</summary>
internal sealed class PathThroughput(
    Step step,
    CabledServer server,
    Endpoint reached,
    string target,
    IReadOnlyList<PathNeed> needs
)
{
    // As many as a player and its prefetching have, of a few viewers: every worker is busy, and the loop has little to keep apart.
    private const int Connections = 8;

    // A second is hundreds of segments; four pairs give an interval, and the encoder its share of eight seconds.
    public TimeSpan Block { get; init; } = TimeSpan.FromSeconds(1);
    private const int Pairs = 4;

    private const int Handshakes = 100;

    private const double Megabit = 1e6;

    private long passed;
    private long bytes;

    public async Task CheckAsync()
    {
        var (cable, loopback) = (new List<double>(), new List<double>());
        await BlockAsync(reached);
        for (var pair = 0; pair < Pairs; pair++)
        {
            step.Progress($"throughput, pair {pair + 1} of {Pairs}", (double)pair / Pairs);
            // ABBA: a drift of the machine cancels out.
            if (pair % 2 == 0)
                cable.Add(await CableBlockAsync());
            loopback.Add(Rate(await BlockAsync(server.Inside)));
            if (pair % 2 != 0)
                cable.Add(await CableBlockAsync());
        }
        step.Expect(
            $"{server.Endpoint.Name}: bytes over the cable while clients got {bytes}",
            passed,
            Is.GreaterThanOrEqualTo(bytes),
            "the kernel's count at the gateway's end shows that the cable is measured"
        );
        var carried = Measure("throughput over the cable", cable);
        Measure("throughput by the loopback of the same server", loopback);
        var ratio = RatioOfPairs.Of([.. cable.Zip(loopback, (one, other) => one / other)]);
        step.Measure(
            new(
                "throughput over the cable, of that by the loopback",
                ratio.Median,
                "x",
                ratio.Pairs,
                ratio.Low,
                ratio.High,
                MeanInterval.Usual,
                Source: "pairs of blocks, one after the other"
            )
        );
        foreach (var need in needs)
            Judge(carried, need.Megabits, need.Why);
        await HandshakesAsync();
        step.Saw(
            $"{server.Endpoint.Name}: {carried.Mean:0} Mbit/s over the cable (95 %: {carried.Low:0} to {carried.High:0}), {ratio.Median:0.00} x that over its loopback"
        );
    }

    private void Judge(MeanInterval carried, double need, string why)
    {
        var claim =
            $"{server.Endpoint.Name}: Mbit/s that the cable carries at least, of {need:0} needed";
        var because = $"{why}; the lower end of the interval";
        if (carried.Low < need && carried.High >= need)
            step.CannotTell(
                claim,
                $"more than {need:0}",
                $"between {carried.Low:0} and {carried.High:0}: the blocks differ too much ({because})"
            );
        else
            step.Expect(claim, Math.Round(carried.Low), Is.GreaterThan(Math.Round(need)), because);
    }

    private MeanInterval Measure(string name, List<double> blocks)
    {
        var mean = MeanInterval.Of(blocks);
        step.Measure(
            new(
                name,
                mean.Mean,
                "Mbit/s",
                blocks.Count,
                mean.Low,
                mean.High,
                mean.Confidence,
                new Dictionary<string, double> { ["min"] = blocks.Min(), ["max"] = blocks.Max() },
                $"bodies of one segment, {Connections} connections, blocks of {Block.TotalSeconds:0} s beside the encoder; the client counts them and copies none"
            )
        );
        return mean;
    }

    private async Task<double> CableBlockAsync()
    {
        var before = await server.Cable.CountAsync();
        var block = await BlockAsync(reached);
        passed += (await server.Cable.CountAsync()).Since(before).Gateway.Received;
        bytes += block.Bytes;
        return Rate(block);
    }

    private static double Rate(ClosedLoopResult block) =>
        block.Bytes * 8 / block.Elapsed.TotalSeconds / Megabit;

    private async Task<ClosedLoopResult> BlockAsync(Endpoint endpoint)
    {
        var block = await ClosedLoop.RunAsync(endpoint, target, Connections, Block, step.Ct);
        if (block.Errors > 0)
            throw new CannotRun(
                $"{endpoint.Name}: {block.Errors} of {block.Requests + block.Errors} requests for {target} failed."
            );
        return block;
    }

    // The kernels answer it alone: no worker of nginx's is in it.
    private async Task HandshakesAsync()
    {
        foreach (
            var (name, endpoint) in new[]
            {
                ("over the cable", server.Endpoint),
                ("by the loopback of the same server", server.Inside),
            }
        )
        {
            var times = new List<double>();
            for (var i = 0; i < Handshakes; i++)
            {
                using var socket = await endpoint.OpenAsync();
                var start = Instant.Now;
                await socket.ConnectAsync(endpoint.At, step.Ct);
                times.Add((Instant.Now - start).TotalMilliseconds);
            }
            times.Sort();
            step.Measure(
                new(
                    $"round trip {name}",
                    times[times.Count / 2],
                    "ms",
                    times.Count,
                    Details: new Dictionary<string, double>
                    {
                        ["min"] = times[0],
                        ["p95"] = times[times.Count * 95 / 100],
                    },
                    Source: "from SYN to the connection; the middle one"
                )
            );
        }
    }
}

/// <summary>What a cable has to carry, and why so much.</summary>
internal sealed record PathNeed(double Megabits, string Why);
