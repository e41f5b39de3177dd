using System.Globalization;
using System.Security;
using System.Text;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots.Drawing;

/// <summary>Writes SVG elements: text escaped, coordinates to a tenth of a pixel, the same bytes on every machine.</summary>
internal sealed class Svg
{
    private readonly StringBuilder text = new();

    public static string Number(double value)
    {
        var rounded = Math.Round(value, 1, MidpointRounding.AwayFromZero) + 0.0;
        return rounded.ToString("0.#", CultureInfo.InvariantCulture);
    }

    public static string Escape(string words) =>
        SecurityElement.Escape(Printable.Line(words)) ?? "";

    public Svg Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    /// <param name="more">Further attributes, already as markup.</param>
    public void Text(double x, double y, string words, string classes = "", string more = "")
    {
        var named = classes.Length > 0 ? $" class=\"{classes}\"" : "";
        text.Append(
            $"<text x=\"{Number(x)}\" y=\"{Number(y)}\"{named}{more}>{Escape(words)}</text>\n"
        );
    }

    public void Line(double x1, double y1, double x2, double y2, string classes) =>
        text.Append(
            $"<path class=\"{classes}\" d=\"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}\"/>\n"
        );

    public void Rectangle(double x, double y, double width, double height, string classes) =>
        text.Append(
            $"<rect class=\"{classes}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(Math.Max(0, height))}\"/>\n"
        );

    public void Path(string classes, string d, string more = "")
    {
        if (d.Length > 0)
        {
            text.Append($"<path class=\"{classes}\" d=\"{d}\"{more}/>\n");
        }
    }

    public override string ToString() => text.ToString();
}
