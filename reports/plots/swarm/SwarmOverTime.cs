using Verify.Reports.Plots.Drawing;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots.Swarm;

/// <summary>Viewers, throughput and stalls of a swarm, second by second.</summary>
internal static class SwarmOverTime
{
    // A bar is 3 pixels wide then.
    private const int MostBars = 200;
    private const double BitsPerMegabyte = 8e-6;

    public static Chart Draw(IReadOnlyList<SwarmMoment> moments, IReadOnlyList<string> problems)
    {
        var ordered = moments.OrderBy(one => one.Seconds).ToList();
        var end = ordered.Select(one => one.Seconds).DefaultIfEmpty(0).Max();
        var x = LinearScale.Exactly(0, end);
        var length = Math.Max(1, Math.Ceiling(end / MostBars));
        var each = length > 1 ? $"in each {Ticks.Figure(length)} s" : "in each second";
        var throughput = Rates(one => one.Bytes * BitsPerMegabyte, perSecond: true);
        var stalls = Rates(one => one.Stalls, perSecond: false);
        var viewers = new Line(
            Theme.Candidate,
            [.. ordered.Select(one => new Spot(one.Seconds, one.Viewers))]
        )
        {
            Stepped = true,
        };
        var failed = Rates(one => one.Errors, perSecond: false)
            .Where(bar => bar.Height > 0)
            .Select(bar => (bar.From + bar.To) / 2)
            .ToList();
        var last = ordered.LastOrDefault();
        return new(
            "The swarm over time",
            Text(ordered, throughput),
            [
                new("viewers", "watching", x, LinearScale.FromZero(Heights(viewers)), [viewers]),
                Panel("throughput", $"Mbit/s {each}", new Bars(Theme.Candidate, throughput)),
                Panel(
                    "stalls",
                    $"{each} · {Count(last?.Stalls, "stall")}, {Count(last?.Errors, "error")} in all",
                    new Bars(Theme.Baseline, stalls),
                    new Faults(failed) { Name = failed.Count > 0 ? "errors" : null }
                ) with
                {
                    XTitle = "time since the first viewer, s",
                },
            ]
        )
        {
            Notes = problems,
        };

        Panel Panel(string heading, string note, Bars bars, params Mark[] more) =>
            new(heading, note, x, LinearScale.FromZero(Heights(bars)), [bars, .. more])
            {
                Height = 90,
            };

        // From one look to the next that is so much later: what a look says is all there is between.
        List<Bar> Rates(Func<SwarmMoment, double> count, bool perSecond)
        {
            var bars = new List<Bar>();
            var (from, counted) = (0.0, 0.0);
            foreach (var one in ordered)
            {
                var took = one.Seconds - from;
                if (took < length - 0.1 && one.Seconds < end || took <= 0)
                {
                    continue;
                }
                var grown = Math.Max(0, count(one) - counted);
                bars.Add(new(from, one.Seconds, perSecond ? grown / took : grown));
                (from, counted) = (one.Seconds, count(one));
            }
            return bars;
        }
    }

    private static IEnumerable<double> Heights(Mark mark) => mark.Extent.Select(spot => spot.Y);

    private static string Count(double? count, string of) =>
        $"{Ticks.Figure(count ?? 0)} {of}{(count is 1 ? "" : "s")}";

    private static string Text(IReadOnlyList<SwarmMoment> ordered, IReadOnlyList<Bar> throughput) =>
        ordered.Count == 0
            ? "The swarm over time: no samples."
            : $"Up to {Ticks.Figure(ordered.Max(one => one.Viewers))} viewers over {When.Figure(ordered[^1].Seconds, "s")}, "
                + $"up to {When.Figure(throughput.Select(bar => bar.Height).DefaultIfEmpty(0).Max(), "Mbit/s")}, "
                + $"{Count(ordered[^1].Stalls, "stall")}, {Count(ordered[^1].Errors, "error")}.";
}
