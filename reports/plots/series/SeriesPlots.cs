using Verify.Reports.Plots.Drawing;
using Verify.Reports.Plots.Evidence;

namespace Verify.Reports.Plots.Series;

/// <summary>A scatter plot of any two figures, with one colour per series.</summary>
internal static class SeriesPlots
{
    // As many colours as can be told apart.
    private const int MostSeries = 6;

    public static IEnumerable<(string Name, Chart Chart)> Of(DeclaredPlot plot)
    {
        foreach (var name in plot.All(PlotKind.Table).Select(one => one.Evidence))
        {
            var table = plot.Table(name);
            var columns = table.Columns.OrderBy(one => one.Value).Select(one => one.Key).ToList();
            var title = plot.Title ?? Path.GetFileNameWithoutExtension(name);
            if (columns.Count < 3)
            {
                yield return (
                    title,
                    Empty(title, table.Problem ?? $"{name}: a series, x and y are three columns.")
                );
                continue;
            }
            var (points, problem) = table.Take(
                name,
                row =>
                    table.Figure(row, columns[1]) is { } x && table.Figure(row, columns[2]) is { } y
                        ? new Point(table.Text(row, columns[0]), new(x, y))
                        : null
            );
            yield return (title, Draw(title, points, columns[1], columns[2], problem));
        }
    }

    private static Chart Draw(
        string title,
        IReadOnlyList<Point> points,
        string x,
        string y,
        string? problem
    )
    {
        var series = points.GroupBy(one => one.Of).Take(MostSeries).ToList();
        var colours = Theme.Of(series.Select(one => one.Key));
        var panel = new Panel(
            y,
            SampleCount.Of(points.Count),
            LinearScale.FromZero(points.Select(one => one.At.X)),
            LinearScale.FromZero(points.Select(one => one.At.Y)),
            [
                .. series.Select(one => new Dots(colours[one.Key], [.. one.Select(p => p.At)])
                {
                    Large = one.Count() < 50,
                    Name = one.Key,
                }),
            ]
        )
        {
            Height = 160,
            XTitle = x,
        };
        return new(title, Text(title, y, series), [panel])
        {
            Notes = problem is null ? [] : [problem],
        };
    }

    private static string Text(
        string title,
        string y,
        IReadOnlyList<IGrouping<string, Point>> series
    ) =>
        series.Count == 0
            ? $"{title}: no samples."
            : $"{title}; {y}: "
                + string.Join(
                    ", ",
                    series.Select(one =>
                        $"{one.Key} {Ticks.Short(one.Min(p => p.At.Y))} to {Ticks.Short(one.Max(p => p.At.Y))}"
                    )
                )
                + ".";

    private static Chart Empty(string title, string problem) =>
        new(title, $"{title}: no samples.", []) { Notes = [problem] };

    private sealed record Point(string Of, Spot At);
}
