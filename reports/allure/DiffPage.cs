using System.Net;
using System.Text;
using Verify.Reports.Tree;

namespace Verify.Reports.Allure;

/// <summary>A unified diff as a page in colours, for light and dark: Allure's own pages colour no diff.</summary>
internal static class DiffPage
{
    public const string MediaType = "text/x-diff";

    private const string Style = """
        :root { color-scheme: light dark; }
        body { margin: 8px; font: 12px/1.5 ui-monospace, monospace; color: light-dark(#1f2328, #e6edf3); background: light-dark(#fff, #161b22); }
        div { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0 6px; min-height: 1.5em; }
        .head { font-weight: bold; }
        .at { color: light-dark(#0550ae, #79c0ff); }
        .in { background: light-dark(#dafbe1, #12361f); }
        .out { background: light-dark(#ffebe9, #4c1a1c); }
        """;

    public static string Render(string diff)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><style>\n")
            .Append(Style)
            .Append("\n</style></head><body>\n");
        foreach (var line in Printable.Block(diff).TrimEnd('\n').Split('\n'))
        {
            page.Append(Open(line)).Append(WebUtility.HtmlEncode(line)).Append("</div>\n");
        }
        return page.Append("</body></html>\n").ToString();
    }

    private static string Open(string line) =>
        line switch
        {
            ['+', '+', '+', ' ', ..] or ['-', '-', '-', ' ', ..] => "<div class=\"head\">",
            ['@', '@', ..] => "<div class=\"at\">",
            ['+', ..] => "<div class=\"in\">",
            ['-', ..] => "<div class=\"out\">",
            _ => "<div>",
        };
}
