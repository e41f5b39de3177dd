using System.Globalization;
using System.Text.RegularExpressions;
using Verify.Scenarios.Lint;

namespace Verify.Scenarios.Load;

/// <summary>Reads a threshold as it is typed: metric, comparison, bound.</summary>
internal static partial class ThresholdReader
{
    private const string Rate = "Mbit/s";

    /// <exception cref="UsageError">It cannot be read, or bounds what is no metric.</exception>
    public static Threshold Read(string text)
    {
        var parts = Shape().Match(text);
        if (!parts.Success)
            throw Refused(
                text,
                $"is not METRIC COMPARISON BOUND, as in segment.p99<500ms, stalls==0 or errors<0.1%; comparisons are {Comparison.Words}."
            );
        var name = parts.Groups["metric"].Value;
        if (!SwarmMetrics.TryGet(name, out var metric))
            throw Refused(text, $"'{name}' is no metric. {SwarmMetrics.Known(name)}");
        var word = parts.Groups["comparison"].Value;
        if (Comparison.All.FirstOrDefault(one => one.Word == word) is not { } comparison)
            throw Refused(text, $"'{word}' is no comparison; allowed: {Comparison.Words}.");
        var bound = parts.Groups["bound"].Value;
        return bound.EndsWith('%')
            ? new(metric, comparison, Share(text, metric, bound), IsShare: true)
            : new(metric, comparison, Plain(text, metric, bound), IsShare: false);
    }

    private static double Plain(string text, SwarmMetric metric, string bound) =>
        metric.Unit switch
        {
            MetricUnit.Milliseconds => TimeText.TryParse(bound, bare: null, out var time)
                ? time.TotalMilliseconds
                : throw Refused(
                    text,
                    $"{metric.Name} is a time, and '{bound}' is none: a number with {TimeText.Units}, as in {metric.Name}<500ms."
                ),
            MetricUnit.MegabitsPerSecond => TryNumber(Without(bound, Rate), out var rate)
                ? rate
                : throw Refused(
                    text,
                    $"{metric.Name} is a number of {Rate}, and '{bound}' is none, as in {metric.Name}>20."
                ),
            _ => TryNumber(bound, out var count) && double.IsInteger(count)
                ? count
                : throw Refused(
                    text,
                    $"{metric.Name} is a count, and '{bound}' is none: a whole number without a unit, as in {metric.Name}==0"
                        + (
                            metric.Whole is { } whole
                                ? $", or a percentage of the {whole.Name}, as in {metric.Name}<1%."
                                : "."
                        )
                ),
        };

    private static double Share(string text, SwarmMetric metric, string bound) =>
        metric.Whole is null
            ? throw Refused(
                text,
                $"{metric.Name} has no percentage: there is no whole of which it would be a part."
            )
        : TryNumber(Without(bound, "%"), out var percent) && percent <= 100 ? percent / 100
        : throw Refused(
            text,
            $"'{bound}' is no percentage from 0% to 100% of the {metric.Whole.Name}, as in {metric.Name}<0.1%."
        );

    private static string Without(string bound, string unit) =>
        bound.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
            ? bound[..^unit.Length].TrimEnd()
            : bound;

    private static bool TryNumber(string text, out double number)
    {
        number = 0;
        return Number().IsMatch(text)
            && double.TryParse(text, CultureInfo.InvariantCulture, out number);
    }

    private static UsageError Refused(string text, string why) =>
        new($"--threshold '{LintText.Printable(text)}': {LintText.Printable(why)}");

    [GeneratedRegex(
        @"\A\s*(?<metric>[^<>=!\s]+)\s*(?<comparison>[<>=!]{1,3})\s*(?<bound>[^<>=!\s][^<>=!]*?)\s*\z"
    )]
    private static partial Regex Shape();

    [GeneratedRegex(@"\A[0-9]{1,12}(\.[0-9]{1,6})?\z")]
    private static partial Regex Number();
}
