using System.Text.Json.Nodes;
using Verify.Instruments.Statistics;
using Verify.Scenarios.Output;
using Verify.Scenarios.Paired;

namespace Verify.Scenarios.Bench;

/// <summary>What pairs of blocks say of the engine's cost beside wrk's.</summary>
internal static class PairFigures
{
    // To be reached: as cheap as wrk where each request counts, half of it where bytes do.
    private const double RequestBound = 1.0;
    private const double ByteBound = 0.5;
    private const double Gigabyte = 1e9;

    /// <param name="size">Of the playlist.</param>
    public static BenchFigure Requests(
        IReadOnlyList<(BenchBlock Engine, BenchBlock Wrk)> pairs,
        long size
    ) =>
        Figure(
            $"CPU per request, a playlist of {size} bytes",
            pairs,
            RequestBound,
            block => block.CpuPerRequest,
            block => block.Loop is { } loop ? loop.TotalMicroseconds / block.Requests : null,
            cost => $"{cost:0.00} us"
        );

    /// <param name="size">Of the segment; bytes are those of whole answers' bodies, on both sides.</param>
    public static BenchFigure Bytes(
        IReadOnlyList<(BenchBlock Engine, BenchBlock Wrk)> pairs,
        long size
    ) =>
        Figure(
            $"CPU per GB, segments of {size / 1000} kB",
            pairs,
            ByteBound,
            block => block.Cpu.TotalSeconds / (block.Requests * size / Gigabyte),
            block => block.Loop?.TotalSeconds / (block.Requests * size / Gigabyte),
            cost => $"{cost:0.000} s"
        );

    private static BenchFigure Figure(
        string name,
        IReadOnlyList<(BenchBlock Engine, BenchBlock Wrk)> pairs,
        double bound,
        Func<BenchBlock, double> cost,
        Func<BenchBlock, double?> loop,
        Func<double, string> show
    )
    {
        var goal = $"<= {bound:0.0}x";
        var failed = (
            Engine: pairs.Sum(pair => pair.Engine.Errors),
            Wrk: pairs.Sum(pair => pair.Wrk.Errors)
        );
        var idle = pairs.Any(pair => pair.Engine.Requests == 0 || pair.Wrk.Requests == 0);
        if (failed is not (0, 0) || idle)
            return new(
                name,
                "",
                "",
                "",
                goal,
                Reached.CannotTell,
                [
                    $"{failed.Engine} errors of the engine, {failed.Wrk} of wrk{(idle ? ", and a block without an answer" : "")}: what failed cost something else",
                ],
                []
            );
        var engine = pairs.Select(pair => cost(pair.Engine)).ToArray();
        var wrk = pairs.Select(pair => cost(pair.Wrk)).ToArray();
        var ratio = RatioOfPairs.Of([.. engine.Zip(wrk, (ours, theirs) => ours / theirs)]);
        var reached = ratio.AtMost(bound);
        var loops = pairs.Select(pair => loop(pair.Engine)).OfType<double>().ToArray();
        return new(
            name,
            show(Robust.Median(engine)),
            show(Robust.Median(wrk)),
            $"{ratio.Median:0.00}x ({ratio.Min:0.00}-{ratio.Max:0.00}; 95 %: {ratio.Low:0.00}-{ratio.High:0.00}; n={ratio.Pairs})",
            goal,
            reached,
            [
                $"{Rate(pairs.Select(pair => pair.Engine))} requests/s, wrk {Rate(pairs.Select(pair => pair.Wrk))}; "
                    + $"whole processes; the engine's loop alone {show(Robust.Median(loops))}",
                .. reached == Reached.CannotTell
                    ? new[] { $"the interval spans the bound: more pairs (--pairs) may tell" }
                    : [],
            ],
            new JsonObject
            {
                ["bound"] = bound,
                ["median"] = ratio.Median,
                ["min"] = ratio.Min,
                ["max"] = ratio.Max,
                ["low95"] = ratio.Low,
                ["high95"] = ratio.High,
                ["engine"] = Numbers(engine),
                ["engineLoop"] = Numbers(loops),
                ["wrk"] = Numbers(wrk),
                ["engineRequestsPerSecond"] = Numbers(
                    pairs.Select(pair => pair.Engine.RequestsPerSecond)
                ),
                ["wrkRequestsPerSecond"] = Numbers(
                    pairs.Select(pair => pair.Wrk.RequestsPerSecond)
                ),
            }
        );
    }

    private static string Rate(IEnumerable<BenchBlock> blocks) =>
        $"{Robust.Median([.. blocks.Select(block => block.RequestsPerSecond)]):0}";

    private static JsonArray Numbers(IEnumerable<double> numbers) =>
        JsonOutput.List(numbers.Select(number => JsonValue.Create(number)));
}
