using Verify.Reports.Plots.Drawing;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots.Staleness;

/// <summary>Which share of the answers was so old or younger, server by server.</summary>
internal static class StalenessDistribution
{
    public static Chart Draw(IReadOnlyList<StalenessSet> sets, string when)
    {
        var x = LinearScale.FromZero(
            sets.SelectMany(set => set.Servers)
                .SelectMany(one =>
                    one.Known.Concat(new[] { one.Predicted?.High, one.Upper95 }.OfType<double>())
                )
        );
        var colours = Theme.Of(
            sets.SelectMany(set => set.Servers).Select(one => one.Server).Distinct()
        );
        return new(
            $"Distribution of staleness{when}",
            Text(sets, when),
            [.. sets.Select((set, i) => Panel(set, last: i == sets.Count - 1))]
        )
        {
            Subtitle =
                "Share of answers with at most this staleness. The further left a curve rises, the fresher the answers.",
            Notes = [.. sets.SelectMany(set => set.Problems).Distinct()],
        };

        Panel Panel(StalenessSet set, bool last) =>
            new(
                set.Of,
                $"share of answers in % · n = {string.Join(", ", set.Servers.Select(one => one.Known.Count))}",
                x,
                new LinearScale(0, 100),
                [
                    .. set.Servers.Select(one => new Line(colours[one.Server], Steps(one))
                    {
                        Stepped = true,
                        Name = one.Server,
                    }),
                ]
            )
            {
                Height = 150,
                XTitle = last ? "staleness, s" : "",
                Bounds = [.. Predicted(set), .. Upper(set, colours)],
            };
    }

    // At each value the share of those up to it: from nought, because a curve begins with nothing.
    private static List<Spot> Steps(ServerStaleness one)
    {
        var sorted = one.Known;
        var steps = new List<Spot>();
        for (var i = 0; i < sorted.Count; i++)
        {
            if (i == 0)
            {
                steps.Add(new(sorted[0], 0));
            }
            if (i + 1 == sorted.Count || sorted[i + 1] > sorted[i])
            {
                steps.Add(new(sorted[i], 100.0 * (i + 1) / sorted.Count));
            }
        }
        return steps;
    }

    private static IEnumerable<Bound> Predicted(StalenessSet set) =>
        set
            .Servers.Where(one => one.Predicted is { High: > 0 })
            .GroupBy(one => (one.Predicted!.High, one.Predicted.Is))
            .Select(group => new Bound(
                group.Key.High,
                $"{group.Key.Is} {Ticks.Figure(group.Key.High)} s: {string.Join(", ", group.Select(one => one.Server))}"
            )
            {
                Upright = true,
            });

    private static IEnumerable<Bound> Upper(
        StalenessSet set,
        IReadOnlyDictionary<string, int> colours
    ) =>
        set
            .Servers.Where(one => one.Upper95 is > 0)
            .Select(one => new Bound(
                one.Upper95!.Value,
                $"95 % bound {Ticks.Short(one.Upper95.Value)} s: {one.Server}"
            )
            {
                Upright = true,
                Measured = true,
                Colour = colours[one.Server],
            });

    private static string Text(IReadOnlyList<StalenessSet> sets, string when) =>
        string.Join(
            " ",
            sets.Select(set =>
                $"Staleness of {set.Of}{when}, median and 95th percentile: "
                + string.Join(
                    ", ",
                    set.Servers.Select(one =>
                        one.Known.Count > 0
                            ? $"{one.Server} {At(one, 0.5)} and {At(one, 0.95)}"
                            : $"{one.Server} no samples"
                    )
                )
                + "."
            )
        );

    private static string At(ServerStaleness one, double quantile)
    {
        var sorted = one.Known;
        return When.Figure(sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1], "s");
    }
}
