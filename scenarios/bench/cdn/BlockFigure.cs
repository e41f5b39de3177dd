using System.Globalization;
using System.Text.Json.Nodes;
using Verify.Instruments.Statistics;
using Verify.Scenarios.Output;
using Verify.Scenarios.Paired;

namespace Verify.Scenarios.Bench.Cdn;

/// <summary>How figures of blocks are written, for people and for programs.</summary>
internal static class BlockFigure
{
    public static BenchFigure Failed(string name, string goal, string why) =>
        new(name, "", "", "", goal, Reached.CannotTell, [why], []);

    public static string Microseconds(IEnumerable<ServedBlock> blocks) =>
        Invariant($"{Robust.Median([.. blocks.Select(block => block.Cost)]):0.0} us");

    public static string Rate(IEnumerable<ServedBlock> blocks) =>
        Invariant($"{Robust.Median([.. blocks.Select(block => block.PerSecond)]):0}");

    public static string Text(RatioOfPairs ratio) =>
        Invariant(
            $"{ratio.Median:0.00}x ({ratio.Min:0.00}-{ratio.Max:0.00}; 95 %: {ratio.Low:0.00}-{ratio.High:0.00}; n={ratio.Pairs})"
        );

    public static JsonObject Json(RatioOfPairs ratio) =>
        new()
        {
            ["median"] = ratio.Median,
            ["min"] = ratio.Min,
            ["max"] = ratio.Max,
            ["low95"] = ratio.Low,
            ["high95"] = ratio.High,
        };

    public static JsonArray Numbers(IEnumerable<double> numbers) =>
        JsonOutput.List(numbers.Select(number => JsonValue.Create(number)));

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
