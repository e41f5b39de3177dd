namespace Verify.Reports.Plots.Drawing;

/// <summary>Lays a chart out from top to bottom, and writes it.</summary>
internal sealed class ChartLayout(Chart chart)
{
    // As wide as a log or a report shows it; at 390 pixels its text is still 8.5 high.
    private const double Width = 640;
    private const double Margin = 16;
    private const double LeastLeft = 40;
    private const double MostLeft = 220;
    private const double TitleSize = 17;
    private const double LineHeight = 18;

    public string Render()
    {
        var body = new Svg();
        var y = Head(body);
        y = Legend.Draw(
            body,
            chart.Panels.SelectMany(panel => panel.Marks),
            Margin,
            y,
            Width - (2 * Margin)
        );
        var panels = chart.Panels.Select(panel => new PanelDrawing(body, panel)).ToList();
        var left = Math.Clamp(
            panels.Select(panel => panel.LeftWidth).DefaultIfEmpty(0).Max(),
            LeastLeft,
            MostLeft
        );
        foreach (var panel in panels)
        {
            y = panel.Draw(left, y, Width - left - Margin);
        }
        foreach (var line in chart.Notes.SelectMany(note => Wrapped(note)))
        {
            body.Text(Margin, y + 6, line, "q");
            y += LineHeight;
        }
        return Whole(body, y + 4);
    }

    private double Head(Svg body)
    {
        var y = 28.0;
        foreach (var line in TextWidth.Wrap(chart.Title, Width - (2 * Margin), TitleSize))
        {
            body.Text(Margin, y, line, "t");
            y += LineHeight + 4;
        }
        foreach (var line in Wrapped(chart.Subtitle))
        {
            body.Text(Margin, y, line, "q");
            y += LineHeight;
        }
        return y - 2;
    }

    private static IReadOnlyList<string> Wrapped(string text) =>
        TextWidth.Wrap(text, Width - (2 * Margin));

    // A background of its own: it is shown on pages whose colour it does not know.
    private static string Background(double height) =>
        $"<rect class=\"bg\" width=\"{Svg.Number(Width)}\" height=\"{Svg.Number(height)}\" rx=\"6\"/>\n";

    private string Whole(Svg body, double height) =>
        new Svg()
            .Raw(
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"vp\" role=\"img\" viewBox=\"0 0 {Svg.Number(Width)} {Svg.Number(height)}\" width=\"{Svg.Number(Width)}\" height=\"{Svg.Number(height)}\">\n"
            )
            .Raw($"<title>{Svg.Escape(chart.Title)}</title>\n")
            .Raw($"<desc>{Svg.Escape(chart.Text)}</desc>\n")
            .Raw($"<style>{Theme.Css}</style>\n")
            .Raw(Background(height))
            .Raw(body.ToString())
            .Raw("</svg>\n")
            .ToString();
}
