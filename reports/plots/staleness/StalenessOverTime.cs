using Verify.Reports.Plots.Drawing;
using Verify.Reports.Plots.Evidence;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots.Staleness;

/// <summary>How old the playlist was that each server gave out, answer by answer.</summary>
internal static class StalenessOverTime
{
    // Room above the highest for what is written on a bound.
    private const double Room = 0.2;

    public static Chart Draw(StalenessSet set, IReadOnlyList<DateTimeOffset> published, string when)
    {
        double X(DateTimeOffset wall) => (wall - set.Start).TotalSeconds;
        var end = set
            .Servers.SelectMany(one => one.Samples)
            .Select(sample => X(sample.Wall))
            .DefaultIfEmpty(0)
            .Max();
        var x = LinearScale.Exactly(0, end);
        var y = LinearScale.FromZero(
            set.Servers.SelectMany(one => one.Known)
                .Concat(set.Servers.Select(one => one.Predicted?.High).OfType<double>()),
            Room
        );
        var ticks = published.Select(X).Where(at => at >= 0 && at <= end).ToList();
        var colours = Theme.Of(set.Servers.Select(one => one.Server));
        return new(
            $"Staleness over time{when}: {set.Of}",
            Text(set, when),
            [.. set.Servers.Select(Panel)]
        )
        {
            Subtitle =
                "How long ago the served playlist had been superseded on disk. All servers share one scale.",
            Notes = set.Problems,
        };

        Panel Panel(ServerStaleness one, int index)
        {
            var colour = colours[one.Server];
            var errors = one.Samples.Where(sample => sample.Seconds is null).ToList();
            return new(
                one.Server,
                $"staleness in s · {SampleCount.Of(one.Known.Count, errors.Count)}",
                x,
                y,
                [
                    new Moments(ticks) { Name = ticks.Count > 0 ? "segment published" : null },
                    new Dots(
                        colour,
                        [
                            .. one
                                .Samples.Where(sample => sample.Seconds is not null)
                                .Select(sample => new Spot(X(sample.Wall), sample.Seconds!.Value)),
                        ]
                    ),
                    new Faults([.. errors.Select(sample => X(sample.Wall))])
                    {
                        Name = errors.Count > 0 ? "answer that could not be judged" : null,
                    },
                ]
            )
            {
                Colour = colour,
                Height = 104,
                XTitle = index == set.Servers.Count - 1 ? "time since watching began, s" : null,
                Bounds = one.Predicted is { High: > 0 } bound
                    ? [new(bound.High, $"{bound.Is} {Ticks.Figure(bound.High)} s")]
                    : [],
            };
        }
    }

    private static string Text(StalenessSet set, string when) =>
        $"Staleness of {set.Of}{when}, at most: "
        + string.Join(
            ", ",
            set.Servers.Select(one =>
                one.Known.Count > 0
                    ? $"{one.Server} {When.Figure(one.Known[^1], "s")}{(one.Predicted is { } bound ? $" ({bound.Is} {Ticks.Figure(bound.High)} s)" : "")}"
                    : $"{one.Server} no samples"
            )
        )
        + ".";
}
