namespace Verify.Reports.Plots.Drawing;

/// <summary>What the marks are that have a name, each once.</summary>
internal static class Legend
{
    private const double RowHeight = 20;
    private const double Key = 24;
    private const double Apart = 16;

    /// <returns>How far down it reaches.</returns>
    public static double Draw(
        Svg svg,
        IEnumerable<Mark> marks,
        double left,
        double top,
        double width
    )
    {
        var (x, y) = (left, top);
        var named = marks
            .Where(mark => mark.Name is not null)
            .DistinctBy(mark => (mark.GetType(), mark.Colour, mark.Name))
            .ToList();
        foreach (var mark in named)
        {
            var text = TextWidth.Cut(mark.Name!, width - Key - 6);
            var room = Key + 6 + TextWidth.Of(text);
            if (x > left && x + room > left + width)
            {
                (x, y) = (left, y + RowHeight);
            }
            Sample(svg, mark, x, y + 9);
            svg.Text(x + Key + 6, y + 14, text);
            x += room + Apart;
        }
        return named.Count > 0 ? y + RowHeight + 6 : top;
    }

    private static void Sample(Svg svg, Mark mark, double x, double y)
    {
        var middle = x + (Key / 2);
        switch (mark)
        {
            case Dots or Line { Dotted: true }:
                svg.Path($"p c{mark.Colour}", $"M{Svg.Number(middle)} {Svg.Number(y)}h0");
                break;
            case Line or Bars { Outlined: true }:
                svg.Line(x, y, x + Key, y, $"l c{mark.Colour}");
                break;
            case Bars or Ranges:
                var faint = mark is Ranges { Faint: true } ? "faint " : "";
                svg.Rectangle(x, y - 6, Key, 12, $"r {faint}f{mark.Colour}");
                break;
            case Faults:
                var (l, r) = (Svg.Number(middle - 3.5), Svg.Number(middle + 3.5));
                var (o, u) = (Svg.Number(y - 3.5), Svg.Number(y + 3.5));
                svg.Path($"x c{mark.Colour}", $"M{l} {o}L{r} {u}M{r} {o}L{l} {u}");
                break;
            case Band:
                svg.Path($"w c{mark.Colour}", $"M{Svg.Number(middle)} {Svg.Number(y - 6)}v12");
                break;
            default:
                svg.Path($"m c{mark.Colour}", $"M{Svg.Number(middle)} {Svg.Number(y - 5)}v10");
                break;
        }
    }
}
