namespace Verify.Reports.Plots.Drawing;

/// <summary>Draws one panel: grid, axes, marks, bounds, and what is written around them.</summary>
internal sealed class PanelDrawing(Svg svg, Panel panel)
{
    public const double HeadingHeight = 22;

    private const double LabelHeight = 17;
    private const double TicksHeight = 26;
    private const double TitleHeight = 20;
    private const double BetweenPanels = 14;
    private const double RowPitch = 45;
    private const int Columns = 4;
    private const double BeforeTick = 8;
    private const double Swatch = 14;

    // A strip of their own: where there is no value, none is crossed out.
    private double FaultsHeight =>
        panel.Marks.OfType<Faults>().Any(faults => faults.At.Count > 0)
            ? MarkDrawing.FaultsHeight
            : 0;

    // Bold is wider.
    private const double HeadingSize = 15.5;

    private readonly IReadOnlyList<Tick> yTicks = panel.Y.Ticks(
        Math.Max(2, (int)(panel.Height / RowPitch))
    );

    /// <summary>What the y axis' figures take, at the left.</summary>
    public double LeftWidth =>
        yTicks.Select(tick => TextWidth.Of(tick.Text)).DefaultIfEmpty(0).Max() + (2 * BeforeTick);

    /// <summary>Draws it from a y on.</summary>
    /// <returns>How far down it reaches.</returns>
    public double Draw(double left, double top, double width)
    {
        Heading(left, top, width);
        var upright = panel.Bounds.Where(bound => bound.Upright).ToList();
        var labels = Labels(upright, left, width);
        var rows = labels.Select(label => label.Row + 1).DefaultIfEmpty(0).Max();
        var frame = new Frame(
            left,
            top + HeadingHeight + (rows * LabelHeight) + (rows > 0 ? 2 : 0) + FaultsHeight,
            width,
            panel.Height
        );
        Grid(frame);
        var marks = new MarkDrawing(svg, panel, frame);
        foreach (var mark in panel.Marks)
        {
            marks.Draw(mark);
        }
        svg.Line(frame.Left, frame.Bottom, frame.Right, frame.Bottom, "a");
        foreach (var bound in panel.Bounds.Where(bound => !bound.Upright))
        {
            Lying(bound, frame);
        }
        foreach (var label in labels)
        {
            svg.Line(
                label.X,
                LabelTop(label, frame) + 4,
                label.X,
                frame.Bottom,
                $"b c{label.Bound.Colour}{Dash(label.Bound)}"
            );
        }
        // After all lines: none is drawn over a text.
        foreach (var label in labels)
        {
            svg.Text(label.From, LabelTop(label, frame) + 13, label.Text, "halo");
        }
        if (!panel.HasSamples)
        {
            svg.Text(
                frame.Left + (frame.Width / 2),
                frame.Top + (frame.Height / 2) + 5,
                TextWidth.Cut(panel.Empty, frame.Width),
                "q",
                " text-anchor=\"middle\""
            );
        }
        return XAxis(frame);
    }

    private void Heading(double left, double top, double width)
    {
        var x = left;
        if (panel.Colour is { } colour)
        {
            svg.Rectangle(x, top + 3, Swatch - 4, Swatch - 4, $"f{colour}");
            x += Swatch;
        }
        var heading = TextWidth.Cut(panel.Heading, left + width - x, HeadingSize);
        var room = left + width - x - TextWidth.Of(heading, HeadingSize) - 10;
        // One text: whatever the reader's font, the note begins where the heading ends.
        var note = room > Swatch ? TextWidth.Cut(panel.Note, room) : "";
        svg.Raw(
            $"<text x=\"{Svg.Number(x)}\" y=\"{Svg.Number(top + 13)}\"><tspan class=\"h\">{Svg.Escape(heading)}</tspan><tspan class=\"q\" dx=\"8\">{Svg.Escape(note)}</tspan></text>\n"
        );
    }

    private void Grid(Frame frame)
    {
        foreach (var tick in yTicks)
        {
            var y = frame.Y(panel, tick.Value);
            if (panel.Y is not RowScale)
            {
                svg.Line(frame.Left, y, frame.Right, y, "g");
            }
            svg.Text(frame.Left - BeforeTick, y + 5, tick.Text, "q", " text-anchor=\"end\"");
        }
        if (panel.Y is RowScale)
        {
            foreach (var tick in XTicks)
            {
                var x = frame.X(panel, tick.Value);
                svg.Line(x, frame.Top, x, frame.Bottom, "g");
            }
        }
    }

    private IReadOnlyList<Tick> XTicks => panel.XTicks ?? panel.X.Ticks(Columns);

    private double XAxis(Frame frame)
    {
        var end = double.NegativeInfinity;
        foreach (var tick in XTicks)
        {
            var x = frame.X(panel, tick.Value);
            var half = TextWidth.Of(tick.Text) / 2;
            svg.Line(x, frame.Bottom, x, frame.Bottom + (tick.Text.Length > 0 ? 5 : 3), "a");
            var middle = Math.Min(x, frame.Right + BeforeTick - half);
            if (panel.XTitle is null || tick.Text.Length == 0 || middle - half < end + 6)
            {
                continue;
            }
            svg.Text(middle, frame.Bottom + 20, tick.Text, "q", " text-anchor=\"middle\"");
            end = middle + half;
        }
        if (panel.XTitle is not { } title)
        {
            return frame.Bottom + BetweenPanels;
        }
        if (title.Length == 0)
        {
            return frame.Bottom + TicksHeight + BetweenPanels;
        }
        svg.Text(
            frame.Right,
            frame.Bottom + TicksHeight + 12,
            TextWidth.Cut(title, frame.Right),
            "q",
            " text-anchor=\"end\""
        );
        return frame.Bottom + TicksHeight + TitleHeight + BetweenPanels;
    }

    private void Lying(Bound bound, Frame frame)
    {
        var y = frame.Y(panel, bound.Value);
        svg.Line(frame.Left, y, frame.Right, y, $"b c{bound.Colour}{Dash(bound)}");
        // Above it, unless that is out of the panel.
        var under = y - LabelHeight < frame.Top - 2;
        svg.Text(
            frame.Right - 4,
            under ? y + 15 : y - 5,
            TextWidth.Cut(bound.Text, frame.Width - 8),
            "halo",
            " text-anchor=\"end\""
        );
    }

    private List<Label> Labels(IReadOnlyList<Bound> upright, double left, double width)
    {
        var placed = upright
            .OrderBy(bound => bound.Value)
            .Select(bound =>
            {
                var text = TextWidth.Cut(bound.Text, width - 12);
                var x = left + (panel.X.At(bound.Value) * width);
                var room = TextWidth.Of(text);
                // To the left of its line where it does not fit to the right.
                var from = x + 5 + room <= left + width ? x + 5 : Math.Max(left, x - 5 - room);
                return (bound, text, x, from, room);
            })
            .ToList();
        // The rightmost lowest, those that stand to the left of their line last: few lines then pass through a text.
        var order = Enumerable
            .Range(0, placed.Count)
            .OrderBy(i => placed[i].from < placed[i].x)
            .ThenBy(i => placed[i].from < placed[i].x ? i : -i)
            .ToList();
        var chosen = Lanes.Assign([
            .. order.Select(i => new Lanes.Label(
                placed[i].from,
                placed[i].from + placed[i].room,
                placed[i].x
            )),
        ]);
        return
        [
            .. placed.Select(
                (one, i) =>
                    new Label(one.bound, one.text, one.x, one.from, chosen[order.IndexOf(i)])
            ),
        ];
    }

    private double LabelTop(Label label, Frame frame) =>
        frame.Top - FaultsHeight - ((label.Row + 1) * LabelHeight);

    private static string Dash(Bound bound) => bound.Measured ? "" : " d";

    private sealed record Label(Bound Bound, string Text, double X, double From, int Row);
}
