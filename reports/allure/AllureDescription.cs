using System.Text;
using Verify.Reports.Markup;
using Verify.Reports.Plots;
using Verify.Reports.Tree;

namespace Verify.Reports.Allure;

/// <summary>
/// What stands above a test's steps in Allure, as HTML: the step's table and plots first, what was measured and found after
/// them, and the command last.
/// </summary>
/// <remarks>Not as Markdown: in that Allure shows no SVG, and a plot would be two clicks away.</remarks>
internal static class AllureDescription
{
    // The frame is as wide as the window, and scrolls by itself where a table is wider.
    private const string Css =
        "<style>pre,table{display:block;overflow-x:auto}table{border-collapse:collapse}td,th{padding:2px 12px 2px 0;text-align:left;vertical-align:top}</style>";

    public static string? Of(StepNode step, IEnumerable<Plot> plots)
    {
        var page = new StringBuilder();
        Block(page, "Result", step.Result);
        foreach (var plot in plots)
            page.Append(
                $"""<p><img alt="{Html.Line(plot.Text)}" style="display:block;width:100%;max-width:760px" src="data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(plot.Svg))}"></p>"""
            );
        Findings(page, step);
        Measurements(page, step);
        Block(page, "Command", step.Command);
        return page.Length == 0 ? null : Css + page;
    }

    private static void Findings(StringBuilder page, StepNode step)
    {
        foreach (var finding in step.Findings)
        {
            page.Append($"<p><strong>Finding</strong>: {Html.Line(finding.Text)}");
            if (finding.Meaning is { Length: > 0 } meaning)
                page.Append($"<br><strong>Impact</strong>: {Html.Line(meaning)}");
            if (finding.Cure is { Length: > 0 } cure)
                page.Append($"<br><strong>Fix</strong>: {Html.Line(cure)}");
            page.Append("</p>\n");
        }
    }

    private static void Measurements(StringBuilder page, StepNode step)
    {
        if (step.Measurements.Count > 0)
            page.Append("<h4>Measured</h4>")
                .AppendHtmlTable(
                    ["Measurement", "Value", "Source"],
                    step.Measurements.Select(one =>
                        (string[])[one.Name, MeasurementText.Whole(one), one.Source ?? ""]
                    )
                );
    }

    private static void Block(StringBuilder page, string title, string? text)
    {
        if (text is { Length: > 0 })
            page.Append($"<h4>{title}</h4><pre><code>")
                .Append(Html.Block(text))
                .Append("</code></pre>\n");
    }
}
