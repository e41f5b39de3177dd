using System.Net;
using System.Text;
using Verify.Reports.Conclusions;
using Verify.Reports.Tree;

namespace Verify.Reports.Markup;

/// <summary>Puts text from outside into HTML so that it reads as it is, and tables of figures and measurements.</summary>
internal static class Html
{
    // A page that is looked at, not read to the end.
    private const int Most = 64 * 1024;

    public static string Line(string text) =>
        WebUtility.HtmlEncode(Printable.Line(Bounded.To(Most, text)));

    public static string Block(string text) =>
        WebUtility.HtmlEncode(Printable.Block(Bounded.To(Most, text)));

    public static StringBuilder AppendFigures(this StringBuilder page, FigureTable table)
    {
        page.AppendHtmlTable(
            ["", .. table.Subjects],
            table.Rows.Select(row =>
                (string[])[row.Name, .. row.Cells.Select(cell => cell?.Text ?? "-")]
            )
        );
        return table.Note is { } note ? page.Append($"<p><small>{Line(note)}</small></p>") : page;
    }

    public static StringBuilder AppendHtmlTable(
        this StringBuilder page,
        IEnumerable<string> head,
        IEnumerable<string[]> rows
    )
    {
        page.Append("<table><tr>").AppendJoin("", head.Select(one => $"<th>{Line(one)}</th>"));
        foreach (var row in rows)
            page.Append("</tr>\n<tr>").AppendJoin("", row.Select(one => $"<td>{Line(one)}</td>"));
        return page.Append("</tr></table>\n");
    }
}
