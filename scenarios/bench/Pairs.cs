using Verify.Instruments.Http;
using Verify.Swarm;

namespace Verify.Scenarios.Bench;

/// <summary>The engine and wrk in turn on the same file of the same nginx: ABBA, so that a drift of the machine cancels out.</summary>
internal sealed class Pairs(Endpoint endpoint, int pairs, BenchScreen screen)
{
    /// <summary>wrk's own unit is the second; two are some ten thousand requests, or several gigabytes.</summary>
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(2);

    // As many as a server has to keep apart, few enough that each is busy.
    public const int Connections = 64;

    public async Task<IReadOnlyList<(BenchBlock Engine, BenchBlock Wrk)>> RunAsync(
        string target,
        CancellationToken ct
    )
    {
        screen.Begin($"{target}: warming up");
        // The engine's code is compiled anew while it runs, and nginx opens its files: neither is to be in the figures.
        await EngineAsync(target, ct);
        await WrkAsync(target, ct);
        var blocks = new List<(BenchBlock, BenchBlock)>();
        for (var pair = 0; pair < pairs; pair++)
        {
            screen.Begin($"{target}: pair {pair + 1} of {pairs}");
            if (pair % 2 == 0)
            {
                var wrk = await WrkAsync(target, ct);
                blocks.Add((await EngineAsync(target, ct), wrk));
            }
            else
            {
                var engine = await EngineAsync(target, ct);
                blocks.Add((engine, await WrkAsync(target, ct)));
            }
        }
        return blocks;
    }

    private Task<BenchBlock> WrkAsync(string target, CancellationToken ct) =>
        Wrk.RunAsync(new Uri(endpoint.Address, target), Connections, Block, ct);

    private async Task<BenchBlock> EngineAsync(string target, CancellationToken ct)
    {
        // wrk is told as a whole process, so the engine is too: garbage collection and compilation are in it.
        var before = Environment.CpuUsage.TotalTime;
        var result = await ClosedLoop.RunAsync(endpoint, target, Connections, Block, ct);
        return new(
            result.Requests,
            result.Errors,
            result.Elapsed,
            Environment.CpuUsage.TotalTime - before
        )
        {
            Loop = result.Cpu,
        };
    }
}
