using Verify.Reports.Plots.Drawing;
using Verify.Reports.Plots.Evidence;

namespace Verify.Reports.Plots.Staleness;

/// <summary>What a step's watching of playlists looks like.</summary>
internal static class StalenessPlots
{
    public static IEnumerable<(string Name, Chart Chart)> Of(DeclaredPlot plot)
    {
        var stream = StalenessSet.Read(plot, PlotKind.Stream, "the stream's playlist");
        var probes = StalenessSet.Read(plot, PlotKind.Probes, "probe playlists");
        if (stream is not null)
        {
            var (published, problem) = Published(plot);
            yield return (
                $"staleness over time{plot.When}",
                StalenessOverTime.Draw(
                    stream with
                    {
                        Problems =
                        [
                            .. stream.Problems,
                            .. problem is null ? (string[])[] : [problem],
                        ],
                    },
                    published,
                    plot.When
                )
            );
        }
        if (stream is not null || probes is not null)
        {
            yield return (
                $"distribution of staleness{plot.When}",
                StalenessDistribution.Draw(
                    [.. new[] { stream, probes }.OfType<StalenessSet>()],
                    plot.When
                )
            );
        }
    }

    private static (IReadOnlyList<DateTimeOffset>, string?) Published(DeclaredPlot plot)
    {
        if (plot.Name(PlotKind.Publications) is not { } name)
        {
            return ([], null);
        }
        var table = plot.Table(name, "wall");
        var (all, problem) = table.Take(
            name,
            row => table.Time(row, "wall") is { } wall ? new StalenessSample(wall, null) : null
        );
        return ([.. all.Select(one => one.Wall)], problem);
    }
}
