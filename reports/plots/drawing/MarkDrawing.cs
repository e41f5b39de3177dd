using System.Text;

namespace Verify.Reports.Plots.Drawing;

/// <summary>Draws the marks of one panel.</summary>
internal sealed class MarkDrawing(Svg svg, Panel panel, Frame frame)
{
    public const double FaultsHeight = 12;

    private const double Cross = 3.5;
    private const double MomentHeight = 7;

    public void Draw(Mark mark)
    {
        switch (mark)
        {
            case Dots dots:
                svg.Path(
                    $"p {(dots.Large ? "big " : "")}c{mark.Colour}",
                    Points(Thinning.ByColumn(Finite(dots.At), panel.X, frame.Columns / 2))
                );
                break;
            case Line line:
                Joined(line);
                break;
            case Bars { Outlined: true } bars:
                svg.Path($"l c{mark.Colour}", Outline(bars.At));
                break;
            case Bars bars:
                svg.Path($"r f{mark.Colour}", Filled(bars.At));
                break;
            case Ranges ranges:
                foreach (var span in ranges.At)
                {
                    var (x, y) = (frame.X(panel, span.From), frame.Y(panel, span.Y + span.Half));
                    svg.Rectangle(
                        x,
                        y,
                        Math.Max(2, frame.X(panel, span.To) - x),
                        frame.Y(panel, span.Y - span.Half) - y,
                        $"r {(ranges.Faint ? "faint " : "")}f{mark.Colour}"
                    );
                }
                break;
            case Band band:
                svg.Path($"w c{mark.Colour}", Whiskers(band.At));
                break;
            case Faults faults:
                svg.Path($"x c{mark.Colour}", Crosses(faults.At));
                break;
            case Moments moments:
                svg.Path($"m c{mark.Colour}", Standing(moments.At));
                break;
        }
    }

    private void Joined(Line line)
    {
        var d = new StringBuilder();
        var begun = false;
        var before = default(Spot);
        var spots = Thinned(line.At);
        for (var i = 0; i < spots.Count; i++)
        {
            var spot = spots[i];
            if (!spot.IsFinite)
            {
                begun = false;
                continue;
            }
            // A step that nobody can see, unless it is the last.
            if (begun && line.Stepped && i + 1 < spots.Count && IsNear(before, spot))
            {
                continue;
            }
            if (begun && line.Stepped)
            {
                d.Append('H').Append(X(spot.X)).Append('V').Append(Y(spot.Y));
            }
            else
            {
                d.Append(begun ? 'L' : 'M').Append(At(spot));
            }
            (begun, before) = (true, spot);
        }
        if (begun && line.Stepped)
        {
            d.Append('H').Append(Svg.Number(frame.Right));
        }
        svg.Path($"l c{line.Colour}", d.ToString());
        if (line.Dotted)
        {
            // A value between two gaps has no line to be seen by.
            svg.Path($"p big c{line.Colour}", Points(Thinned(Finite(line.At))));
        }
    }

    private bool IsNear(Spot a, Spot b) =>
        Math.Abs(frame.X(panel, a.X) - frame.X(panel, b.X)) < 1
        && Math.Abs(frame.Y(panel, a.Y) - frame.Y(panel, b.Y)) < 1;

    private static List<Spot> Finite(IEnumerable<Spot> spots) =>
        [.. spots.Where(spot => spot.IsFinite)];

    private IReadOnlyList<Spot> Thinned(IReadOnlyList<Spot> spots) =>
        Thinning.ByColumn(spots, panel.X, frame.Columns);

    private string Points(IEnumerable<Spot> spots) =>
        string.Concat(spots.Select(At).Distinct().Select(at => $"M{at}h0"));

    private string Filled(IEnumerable<Bar> bars) =>
        string.Concat(
            bars.Select(bar => $"M{X(bar.From)} {Y(0)}V{Y(bar.Height)}H{X(bar.To)}V{Y(0)}Z")
        );

    private string Outline(IReadOnlyList<Bar> bars)
    {
        var d = new StringBuilder();
        var end = double.NaN;
        foreach (var bar in bars)
        {
            if (bar.From != end)
            {
                d.Append(double.IsNaN(end) ? "" : $"V{Y(0)}").Append($"M{X(bar.From)} {Y(0)}");
            }
            d.Append($"V{Y(bar.Height)}H{X(bar.To)}");
            end = bar.To;
        }
        return d.Append(double.IsNaN(end) ? "" : $"V{Y(0)}").ToString();
    }

    private string Whiskers(IEnumerable<Whisker> whiskers) =>
        string.Concat(whiskers.Select(one => $"M{X(one.X)} {Y(one.Low)}V{Y(one.High)}"));

    private string Crosses(IReadOnlyList<double> at)
    {
        var (over, under) = (
            Svg.Number(frame.Top - FaultsHeight),
            Svg.Number(frame.Top - FaultsHeight + (2 * Cross))
        );
        return string.Concat(
            Thinning
                .ByColumn(at, panel.X, frame.Columns / 4)
                .Select(value => frame.X(panel, value))
                .Select(x =>
                    $"M{Svg.Number(x - Cross)} {over}L{Svg.Number(x + Cross)} {under}M{Svg.Number(x + Cross)} {over}L{Svg.Number(x - Cross)} {under}"
                )
        );
    }

    private string Standing(IReadOnlyList<double> at) =>
        string.Concat(
            Thinning
                .ByColumn(at, panel.X, frame.Columns / 2)
                .Select(value =>
                    $"M{X(value)} {Svg.Number(frame.Bottom)}v{Svg.Number(MomentHeight)}"
                )
        );

    private string At(Spot spot) => $"{X(spot.X)} {Y(spot.Y)}";

    private string X(double value) => Svg.Number(frame.X(panel, value));

    private string Y(double value) => Svg.Number(frame.Y(panel, value));
}
