using Verify.Instruments.Staleness;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Freshness;

/// <summary>Predicted and measured staleness of each server, a line for each playlist.</summary>
internal static class FreshnessTable
{
    public static void Write(Step step, IReadOnlyList<FreshnessSeen> all)
    {
        var table = new TextTable([
            "",
            "playlist",
            "predicted",
            .. new[] { "max", "bound", "p50", "p95", "p99", "n", "windows", "back" }.Select(
                Column.OfNumbers
            ),
            "agree",
        ]);
        foreach (var one in all)
        {
            Add(table, one, "stream", one.Stream);
            if (one.Probes is { } probes)
                Add(table, one, "probes", probes);
        }
        step.Saw(table);
    }

    private static void Add(TextTable table, FreshnessSeen one, string of, Staleness seen)
    {
        var window = one.Predicted.Window;
        var agree = seen.Max <= window.High + Bounds.Floor && seen.Overstay(window) <= Bounds.Floor;
        table.Add(
            one.Name,
            of,
            $"{window}",
            Seconds(seen.Max),
            Seconds(seen.Upper95),
            Seconds(seen.P50),
            Seconds(seen.P95),
            Seconds(seen.P99),
            $"{seen.Count}",
            $"{seen.Windows}",
            $"{seen.Regressions}",
            agree ? "yes" : "NO"
        );
    }

    private static string Seconds(TimeSpan? span) =>
        span is { } known ? $"{known.TotalSeconds:0.000}" : "-";
}
