using Verify.Engine;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>Predicted and measured staleness of each server, a line for each playlist.</summary>
internal static class FreshnessTable
{
    public static void Write(Step step, IReadOnlyList<FreshnessSeen> all)
    {
        step.Saw(
            $"{"", -9} {"playlist", -8} {"predicted", -9} {"max", 6} {"bound", 6} {"p50", 6} {"p95", 6} {"p99", 6} {"n", 5} {"windows", 7} {"back", 4}  agree"
        );
        foreach (var one in all)
        {
            Line(step, one, "stream", one.Stream);
            if (one.Probes is { } probes)
                Line(step, one, "probes", probes);
        }
    }

    private static void Line(Step step, FreshnessSeen one, string of, Staleness seen)
    {
        var window = one.Predicted.Window;
        var agree =
            seen.Max <= window.High + Expectations.Floor
            && seen.Overstay(window) <= Expectations.Floor;
        step.Saw(
            $"{one.Name, -9} {of, -8} {window.ToString(), -9} {Seconds(seen.Max)} {Seconds(seen.Upper95)} {Seconds(seen.P50)} {Seconds(seen.P95)} {Seconds(seen.P99)} {seen.Count, 5} {seen.Windows, 7} {seen.Regressions, 4}  {(agree ? "yes" : "NO")}"
        );
    }

    private static string Seconds(TimeSpan? span) =>
        span is { } known ? $"{known.TotalSeconds, 6:0.000}" : $"{"-", 6}";
}
