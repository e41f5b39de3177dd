using Verify.Reports.Plots.Drawing;
using Verify.Reports.Plots.Evidence;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots.Invalidation;

/// <summary>How long old states outlived their changes, against what each server's configuration predicts.</summary>
internal static class InvalidationPlots
{
    private const int RowHeight = 20;
    private const double HalfBar = 0.32;

    public static IEnumerable<(string Name, Chart Chart)> Of(DeclaredPlot plot)
    {
        if (plot.Name(PlotKind.Table) is { } name)
        {
            var table = plot.Table(name, "kind", "server", "last_old_s");
            var (changes, problem) = table.Take(name, row => Change(table, row));
            yield return (
                $"invalidation times{plot.When}",
                Draw(changes, problem is null ? [] : [problem])
            );
        }
    }

    private static TimedChange? Change(EvidenceTable table, string row) =>
        table.Text(row, "kind") is { Length: > 0 } kind
        && table.Text(row, "server") is { Length: > 0 } server
            ? new(
                kind,
                server,
                table.Figure(row, "last_old_s"),
                table.Figure(row, "window_low_s"),
                table.Figure(row, "window_high_s")
            )
            : null;

    private static Chart Draw(IReadOnlyList<TimedChange> changes, IReadOnlyList<string> problems)
    {
        var x = LinearScale.FromZero(
            changes.SelectMany(one => (double?[])[one.LastOld, one.WindowHigh]).OfType<double>()
        );
        var colours = Theme.Of(changes.Select(one => one.Server).Distinct());
        // Kinds are named by who writes the record: so many are drawn, and more than that is no scenario's.
        const int MostKinds = 24;
        var kinds = changes.GroupBy(one => one.Kind).Take(MostKinds).ToList();
        return new(
            "Invalidation times against their windows",
            Text(kinds),
            [.. kinds.Select(Panel)]
        )
        {
            Subtitle =
                "Dot: how long the old state was still served after one change. Bar: the predicted range; its dark part: an entry created just before the change.",
            Notes = kinds.Count == 0 ? [.. problems, "no samples"] : problems,
        };

        Panel Panel(IGrouping<string, TimedChange> kind, int index)
        {
            var servers = kind.GroupBy(one => one.Server).InOrder(one => one.Key).ToList();
            var rows = new RowScale([.. servers.Select(server => server.Key)]);
            return new(
                kind.Key,
                SampleCount.Of(
                    kind.Count(one => one.LastOld is not null),
                    kind.Count(one => one.LastOld is null)
                ),
                x,
                rows,
                [.. servers.SelectMany((server, row) => Row(server, rows.Middle(row)))]
            )
            {
                Height = servers.Count * RowHeight,
                XTitle =
                    index == kinds.Count - 1 ? "old state still served, s after the change" : null,
            };
        }

        IEnumerable<Mark> Row(IGrouping<string, TimedChange> server, double y)
        {
            var colour = colours[server.Key];
            var windows = server
                .Where(one => one is { WindowLow: not null, WindowHigh: not null })
                .Select(one => (Low: one.WindowLow!.Value, High: one.WindowHigh!.Value))
                .Distinct()
                .ToList();
            yield return new Ranges(
                colour,
                [
                    .. windows
                        .Where(window => window.Low > 0)
                        .Select(window => new Stretch(0, window.Low, y, HalfBar)),
                ]
            )
            {
                Faint = true,
            };
            yield return new Ranges(
                colour,
                [.. windows.Select(window => new Stretch(window.Low, window.High, y, HalfBar))]
            );
            yield return new Dots(
                colour,
                [
                    .. server
                        .Where(one => one.LastOld is not null)
                        .Select(one => new Spot(one.LastOld!.Value, y)),
                ]
            )
            {
                Large = true,
            };
        }
    }

    private static string Text(IEnumerable<IGrouping<string, TimedChange>> kinds) =>
        "Longest time that an old state was served after a change. "
        + string.Join(
            " ",
            kinds.Select(kind =>
                $"{kind.Key}: "
                + string.Join(
                    ", ",
                    kind.GroupBy(one => one.Server)
                        .Select(server =>
                            server.Max(one => one.LastOld) is { } longest
                                ? $"{server.Key} {When.Figure(longest, "s")}{Window(server)}"
                                : $"{server.Key} no samples"
                        )
                )
                + "."
            )
        );

    private static string Window(IEnumerable<TimedChange> server) =>
        server.Max(one => one.WindowHigh) is { } high
            ? $" (predicted at most {Ticks.Figure(high)} s)"
            : "";

    /// <param name="LastOld">In seconds; null where it could not be seen.</param>
    private sealed record TimedChange(
        string Kind,
        string Server,
        double? LastOld,
        double? WindowLow,
        double? WindowHigh
    );
}
