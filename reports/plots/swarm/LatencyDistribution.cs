using Verify.Reports.Plots.Drawing;
using Verify.Reports.Plots.Evidence;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots.Swarm;

/// <summary>How long a swarm's requests took: from when they were sent, and from when they were due.</summary>
internal static class LatencyDistribution
{
    private const int PerDecade = 10;

    // Nearer than that, two marks would only hide one another.
    private const double Apart = 1.05;

    private static readonly string[] Requests = ["playlist", "segment"];

    public static Chart Draw(
        IReadOnlyList<LatencyBucket> buckets,
        PredictedBounds bounds,
        IReadOnlyList<string> problems
    )
    {
        var x = LogScale.Around(
            buckets
                .Select(one => one.Middle)
                .Concat(Requests.Select(of => Bound(of)?.High).OfType<double>())
        );
        var panels = Requests.Select(Panel).ToList();
        return new("Latency of the swarm's requests", Text(buckets), panels)
        {
            Subtitle =
                "Corrected latency counts from when a request was due, raw latency from when it was sent. Where the curves part, requests waited for others.",
            Notes = problems,
        };

        Panel Panel(string of, int index)
        {
            var (raw, corrected) = (Of(of, true), Of(of, false));
            Bars bars = new(Theme.Candidate, Binned(corrected)) { Name = "corrected" };
            Bars outline = new(Theme.Ink, Binned(raw)) { Outlined = true, Name = "raw" };
            return new(
                $"{of}s",
                $"requests · n = {Ticks.Figure(raw.Sum(one => one.Count))} raw, {Ticks.Figure(corrected.Sum(one => one.Count))} corrected",
                x,
                LinearScale.FromZero(bars.Extent.Concat(outline.Extent).Select(spot => spot.Y)),
                [bars, outline]
            )
            {
                Height = 130,
                Bounds = [.. Marked(of, raw, corrected)],
                XTitle = index == Requests.Length - 1 ? "latency, ms" : "",
            };
        }

        IEnumerable<Bound> Marked(
            string of,
            IReadOnlyList<LatencyBucket> raw,
            IReadOnlyList<LatencyBucket> corrected
        )
        {
            foreach (var (name, share) in new[] { ("p50", 0.5), ("p99", 0.99) })
            {
                if (At(corrected, share) is not { } due)
                {
                    continue;
                }
                yield return new(due, $"{name} {Ticks.Short(due)} ms")
                {
                    Upright = true,
                    Measured = true,
                    Colour = Theme.Candidate,
                };
                if (At(raw, share) is { } sent && (sent > due * Apart || due > sent * Apart))
                {
                    yield return new(sent, $"raw {name} {Ticks.Short(sent)} ms")
                    {
                        Upright = true,
                        Measured = true,
                    };
                }
            }
            if (Bound(of) is { } bound)
            {
                yield return new(bound.High, $"{bound.Is} {Ticks.Short(bound.High)} ms")
                {
                    Upright = true,
                };
            }
        }

        PredictedBound? Bound(string of) => bounds.Of($"{of} latency", "p99");

        List<LatencyBucket> Of(string of, bool isRaw) =>
            [
                .. buckets
                    .Where(one => one.Request == of && one.Raw == isRaw)
                    .OrderBy(one => one.From),
            ];
    }

    // Ten times as coarse as the buckets or more: each falls whole into a bin.
    private static List<Bar> Binned(IReadOnlyList<LatencyBucket> buckets) =>
        [
            .. buckets
                .Where(one => one.Middle > 0)
                .GroupBy(one => (int)Math.Floor((Math.Log10(one.Middle) * PerDecade) + 1e-9))
                .OrderBy(bin => bin.Key)
                .Select(bin => new Bar(
                    Math.Pow(10, (double)bin.Key / PerDecade),
                    Math.Pow(10, (bin.Key + 1.0) / PerDecade),
                    bin.Sum(one => one.Count)
                )),
        ];

    // By nearest rank, as the swarm's own.
    private static double? At(IReadOnlyList<LatencyBucket> buckets, double share)
    {
        var rank = Math.Max(1, Math.Ceiling(share * buckets.Sum(one => one.Count)));
        var seen = 0.0;
        foreach (var one in buckets)
        {
            seen += one.Count;
            if (seen >= rank)
            {
                return one.Middle;
            }
        }
        return null;
    }

    private static string Text(IReadOnlyList<LatencyBucket> buckets) =>
        string.Join(
            " ",
            from of in Requests
            let corrected = buckets
                .Where(one => one.Request == of && !one.Raw)
                .OrderBy(one => one.From)
                .ToList()
            select At(corrected, 0.5) is { } half && At(corrected, 0.99) is { } nearly
                ? $"Latency of {of}s from when they were due: median {When.Figure(half, "ms")}, 99th percentile {When.Figure(nearly, "ms")}."
                : $"Latency of {of}s: no samples."
        );
}
