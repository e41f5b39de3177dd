using System.Text.RegularExpressions;

namespace Verify.Reports.Pages;

/// <summary>
/// Has a page of the report say what to do where it cannot be shown: opened from disk, where browsers let a page load none of
/// its parts and it would wait for them for ever, or without scripts.
/// </summary>
internal static partial class FromDisk
{
    private const string Why =
        "This report has to be served: a browser lets a page opened from disk load none of its parts. Type, in the checkout:";

    // Where it lies is only known to whoever opens it: the path is not in the page, which may be sent to others.
    private const string Script = """
        <script>if (location.protocol === "file:") addEventListener("DOMContentLoaded", () => {
        const run = decodeURIComponent(location.pathname).replace(/\/[^\/]*\/[^\/]*$/, "");
        const said = document.createElement("p"), line = document.createElement("pre");
        said.textContent = "WHY";
        line.textContent = "./run.ps1 report '" + run.replaceAll("'", "'\\''") + "' --serve";
        document.title = "This report has to be served";
        document.body.replaceChildren(said, line);
        });</script>
        """;

    private const string NoScript =
        "<noscript><p>This report needs scripts. The same in plain text is implementation-log.md in the run's folder.</p></noscript>";

    public static string Explain(string page)
    {
        var said = Head().Replace(page, head => head.Value + Script.Replace("WHY", Why), 1);
        return Body().Replace(said, body => body.Value + NoScript, 1);
    }

    [GeneratedRegex("<head[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Head();

    [GeneratedRegex("<body[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Body();
}
