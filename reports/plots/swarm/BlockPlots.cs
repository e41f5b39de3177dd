using Verify.Reports.Plots.Drawing;
using Verify.Reports.Plots.Evidence;

namespace Verify.Reports.Plots.Swarm;

/// <summary>Baseline and candidate under the same swarm in turn, block by block.</summary>
internal static class BlockPlots
{
    private static readonly (string Column, string Heading, string Unit)[] Figures =
    [
        ("playlist_p99_ms", "p99 of playlists, from when they were due", "ms"),
        ("segment_p99_ms", "p99 of segments, from when they were due", "ms"),
        ("cpu_per_request_us", "processor time of a request", "µs"),
    ];

    public static IEnumerable<(string Name, Chart Chart)> Of(DeclaredPlot plot)
    {
        if (plot.Name(PlotKind.Table) is not { } name)
        {
            yield break;
        }
        var table = plot.Table(name, "block", "server");
        var (blocks, problem) = table.Take(
            name,
            row =>
                table.Figure(row, "block") is { } number
                && table.Text(row, "server") is { Length: > 0 } server
                    ? new LoadedBlock(
                        number,
                        server,
                        [.. Figures.Select(one => table.Figure(row, one.Column))]
                    )
                    : null
        );
        yield return ($"blocks in turn{plot.When}", Draw(blocks, problem is null ? [] : [problem]));
    }

    private static Chart Draw(IReadOnlyList<LoadedBlock> blocks, IReadOnlyList<string> problems)
    {
        const int MostServers = 6;
        var servers = blocks
            .GroupBy(one => one.Server)
            .InOrder(server => server.Key)
            .Take(MostServers)
            .ToList();
        var colours = Theme.Of(servers.Select(server => server.Key));
        var numbers = blocks.Select(one => one.Number).DefaultIfEmpty(1).ToList();
        var x = new LinearScale(numbers.Min() - 0.5, numbers.Max() + 0.5);
        return new("The same swarm on each in turn", Text(servers), [.. Figures.Select(Panel)])
        {
            Subtitle =
                "Each dot is a block of a few seconds. Neighbouring blocks are compared, so drift affects both.",
            Notes = problems,
        };

        Panel Panel((string Column, string Heading, string Unit) figure, int index)
        {
            var dots = servers
                .Select(server => new Dots(
                    colours[server.Key],
                    [
                        .. server
                            .Where(one => one.Figures[index] is not null)
                            .Select(one => new Spot(one.Number, one.Figures[index]!.Value)),
                    ]
                )
                {
                    Large = true,
                    Name = server.Key,
                })
                .ToList();
            return new(
                figure.Heading,
                $"{figure.Unit} · n = {string.Join(", ", dots.Select(one => one.At.Count))}",
                x,
                LinearScale.FromZero(dots.SelectMany(one => one.At).Select(spot => spot.Y)),
                dots
            )
            {
                Height = 90,
                XTitle = index == Figures.Length - 1 ? "block" : null,
            };
        }
    }

    private static string Text(IReadOnlyList<IGrouping<string, LoadedBlock>> servers) =>
        servers.Count == 0
            ? "The same swarm on each in turn: no samples."
            : string.Join(
                " ",
                Figures.Select(
                    (figure, i) =>
                        $"{figure.Heading}, median of the blocks: "
                        + string.Join(
                            ", ",
                            servers.Select(server =>
                                $"{server.Key} {Median(server, i)}{figure.Unit}"
                            )
                        )
                        + "."
                )
            );

    private static string Median(IEnumerable<LoadedBlock> blocks, int figure)
    {
        var sorted = blocks.Select(one => one.Figures[figure]).OfType<double>().Order().ToList();
        return sorted.Count == 0 ? "no " : $"{Ticks.Short(sorted[sorted.Count / 2])} ";
    }

    /// <param name="Figures">As listed above; null where the block has none.</param>
    private sealed record LoadedBlock(double Number, string Server, IReadOnlyList<double?> Figures);
}
