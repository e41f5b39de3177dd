using System.Net;
using System.Text;

namespace Verify.Reports;

/// <summary>What stands above a test's steps in Allure: command, result, plots, findings, as HTML.</summary>
/// <remarks>Not as Markdown: in that Allure shows no SVG, and a plot would be two clicks away.</remarks>
internal static class AllureDescription
{
    // A page that is looked at, not read to the end.
    private const int Most = 64 * 1024;

    public static string? Of(StepNode step, IEnumerable<Plot> plots)
    {
        var page = new StringBuilder();
        Block(page, "Command", step.Command);
        Block(page, "Result", step.Result);
        foreach (var plot in plots)
        {
            page.Append(
                $"""<p><img alt="{Line(plot.Text)}" style="display:block;width:100%;max-width:760px" src="data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(plot.Svg))}"></p>"""
            );
        }
        foreach (var finding in step.Findings)
        {
            page.Append($"<p><strong>Finding</strong>: {Line(finding.Text)}");
            if (finding.Meaning is { Length: > 0 } meaning)
                page.Append($"<br><strong>Means</strong>: {Line(meaning)}");
            if (finding.Cure is { Length: > 0 } cure)
                page.Append($"<br><strong>Cure</strong>: {Line(cure)}");
            page.Append("</p>\n");
        }
        return page.Length == 0 ? null : page.ToString();
    }

    private static void Block(StringBuilder page, string title, string? text)
    {
        if (text is { Length: > 0 })
            page.Append($"<h4>{title}</h4><pre><code>")
                .Append(WebUtility.HtmlEncode(Printable.Block(Bounded.To(Most, text))))
                .Append("</code></pre>\n");
    }

    private static string Line(string text) =>
        WebUtility.HtmlEncode(Printable.Line(Bounded.To(Most, text)));
}
