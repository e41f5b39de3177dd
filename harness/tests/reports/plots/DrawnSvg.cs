using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Verify.Reports.Plots.Drawing;

namespace Verify.Tests.Reports.Plots;

/// <summary>Reads back from an SVG what a person would read from it.</summary>
internal sealed partial class DrawnSvg(string svg)
{
    private readonly XElement root = XDocument.Parse(svg).Root!;

    public double Width => double.Parse(Box[2], CultureInfo.InvariantCulture);

    public double Height => double.Parse(Box[3], CultureInfo.InvariantCulture);

    public IReadOnlyList<string> Texts => [.. Elements("text").Select(text => text.Value)];

    /// <summary>Whatever could make a page ask for something, or run.</summary>
    public IReadOnlyList<string> References =>
        [
            .. root.DescendantsAndSelf()
                .Where(element =>
                    element.Name.LocalName
                        is "script"
                            or "image"
                            or "use"
                            or "a"
                            or "foreignObject"
                            or "iframe"
                )
                .Select(element => element.Name.LocalName),
            .. root.DescendantsAndSelf()
                .Attributes()
                .Where(attribute =>
                    !attribute.IsNamespaceDeclaration
                    && (
                        attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)
                        || attribute.Name.LocalName is "href" or "src"
                    )
                )
                .Select(attribute => attribute.ToString()),
            .. Elements("style")
                .Where(style => Asking().IsMatch(style.Value))
                .Select(style => style.Value),
        ];

    /// <summary>Where the dashed lines that lie are, read off the figures at the axis that is nearest.</summary>
    public IReadOnlyList<double> LyingBounds =>
        [.. Paths("b ").Where(path => path[0].Y == path[1].Y).Select(path => ReadOff(path[0].Y))];

    /// <summary>Each text with the room that it takes.</summary>
    public IReadOnlyList<(
        string Text,
        double Left,
        double Top,
        double Right,
        double Bottom
    )> Boxes =>
        [
            .. Elements("text")
                .Select(text =>
                {
                    var size = (string?)text.Attribute("class") == "t" ? 17.0 : 14.0;
                    var width = TextWidth.Of(text.Value, size);
                    var (x, y) = (Number(text, "x"), Number(text, "y"));
                    var left = (string?)text.Attribute("text-anchor") switch
                    {
                        "end" => x - width,
                        "middle" => x - (width / 2),
                        _ => x,
                    };
                    return (text.Value, left, y - (size * 0.75), left + width, y + (size * 0.2));
                }),
        ];

    public IEnumerable<(double X, double Y)[]> Paths(string classes) =>
        Elements("path")
            .Where(path =>
                ((string)path.Attribute("class")!).StartsWith(classes, StringComparison.Ordinal)
            )
            .Select(path =>
                Points()
                    .Matches((string)path.Attribute("d")!)
                    .Select(at => (Parse(at.Groups[1].Value), Parse(at.Groups[2].Value)))
                    .ToArray()
            );

    /// <summary>Of how many pieces each line is.</summary>
    public IReadOnlyList<int> Pieces =>
        [
            .. Elements("path")
                .Where(path =>
                    ((string)path.Attribute("class")!).StartsWith("l ", StringComparison.Ordinal)
                )
                .Select(path => ((string)path.Attribute("d")!).Count(one => one == 'M')),
        ];

    // The figures of the panel that the line is in: those between which it lies, or the two last ones above it.
    private double ReadOff(double y)
    {
        var figures = Elements("text")
            .Where(text => (string?)text.Attribute("text-anchor") == "end")
            .Where(text => double.TryParse(text.Value, CultureInfo.InvariantCulture, out _))
            .Select(text => (Y: Number(text, "y") - 5, Value: Parse(text.Value)))
            .OrderBy(figure => figure.Y)
            .ToList();
        var under = figures.FindIndex(figure => figure.Y >= y - 0.05);
        var (a, b) =
            under > 0 && figures[under - 1].Value > figures[under].Value
                ? (figures[under - 1], figures[under])
                : (figures[under], figures[under + 1]);
        return a.Value + ((b.Value - a.Value) * (y - a.Y) / (b.Y - a.Y));
    }

    private string[] Box => ((string)root.Attribute("viewBox")!).Split(' ');

    private IEnumerable<XElement> Elements(string name) =>
        root.Descendants().Where(element => element.Name.LocalName == name);

    private static double Number(XElement of, string name) => Parse((string)of.Attribute(name)!);

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"url\(|@import|http")]
    private static partial Regex Asking();

    [GeneratedRegex(@"[ML](-?[\d.]+) (-?[\d.]+)")]
    private static partial Regex Points();
}
