using System.Text.Json.Nodes;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Statistics;
using Verify.Instruments.Workers;
using Verify.Scenarios.Paired;

namespace Verify.Scenarios.Bench.Cdn;

/// <summary>Hits a second of the cured edge, beside nginx that serves the same file from the disk.</summary>
internal sealed class EdgeRate(BenchedPlatform platform, int pairs, BenchScreen screen)
{
    // Within 5 %.
    private const double Bound = 0.95;

    // With less of a processor it was not nginx that set the pace.
    private const double Busy = 0.9;

    public async Task<BenchFigure> MeasureAsync(ServedFile file, CancellationToken ct)
    {
        var name = $"hits per second, a {file.Kind} of {file.Bytes} bytes";
        screen.Begin($"{name}: warming up");
        await AskAsync(platform.Edge);
        await AskAsync(platform.Disk);
        var seen = new List<(ServedBlock Edge, ServedBlock Disk)>();
        for (var pair = 0; pair < pairs; pair++)
        {
            screen.Begin($"{name}: pair {pair + 1} of {pairs}");
            if (pair % 2 == 0)
            {
                var disk = await AskAsync(platform.Disk);
                seen.Add((await AskAsync(platform.Edge), disk));
            }
            else
            {
                var edge = await AskAsync(platform.Edge);
                seen.Add((edge, await AskAsync(platform.Disk)));
            }
        }
        return Figure(name, seen);

        Task<ServedBlock> AskAsync(NginxServer server) =>
            ServedBlock.RunAsync(
                server.Endpoint,
                file.Path,
                [.. new NginxWorkers(server.MasterId).List().Select(worker => worker.Pid)],
                ct
            );
    }

    private static BenchFigure Figure(
        string name,
        IReadOnlyList<(ServedBlock Edge, ServedBlock Disk)> seen
    )
    {
        var goal = $">= {Bound:0.00}x";
        var errors = seen.Sum(one => one.Edge.Errors + one.Disk.Errors);
        if (errors > 0)
            return BlockFigure.Failed(name, goal, $"{errors} requests failed");
        var ratio = RatioOfPairs.Of([
            .. seen.Select(one => one.Edge.PerSecond / one.Disk.PerSecond),
        ]);
        var cost = RatioOfPairs.Of([.. seen.Select(one => one.Edge.Cost / one.Disk.Cost)]);
        var used = Robust.Median([.. seen.Select(one => one.Edge.Processors)]);
        var isIdle = used < Busy;
        return new(
            name,
            BlockFigure.Rate(seen.Select(one => one.Edge)),
            BlockFigure.Rate(seen.Select(one => one.Disk)),
            BlockFigure.Text(ratio),
            goal,
            isIdle ? Reached.CannotTell : ratio.AtLeast(Bound),
            [
                $"nginx's processor time for a hit: {BlockFigure.Microseconds(seen.Select(one => one.Edge))} from the cache, {BlockFigure.Microseconds(seen.Select(one => one.Disk))} from the disk: {BlockFigure.Text(cost)}",
                .. isIdle
                    ? new[]
                    {
                        $"the edge used {used:0.00} processors: whoever asked, or another program, set the pace, not nginx",
                    }
                    : [],
            ],
            new JsonObject
            {
                ["bound"] = Bound,
                ["ratio"] = BlockFigure.Json(ratio),
                ["costRatio"] = BlockFigure.Json(cost),
                ["edge"] = BlockFigure.Numbers(seen.Select(one => one.Edge.PerSecond)),
                ["disk"] = BlockFigure.Numbers(seen.Select(one => one.Disk.PerSecond)),
                ["edgeProcessors"] = used,
            }
        );
    }
}
