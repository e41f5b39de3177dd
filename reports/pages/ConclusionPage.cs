using System.Text;
using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Conclusions;
using Verify.Reports.Markup;
using Verify.Reports.Tree;

namespace Verify.Reports.Pages;

/// <summary>Puts the conclusion onto the home of a report, above Allure's list of steps.</summary>
/// <remarks>Beside Allure's own element, not in it: what it draws there, and how, changes with its version.</remarks>
internal static class ConclusionPage
{
    public const string ElementId = "verify-conclusion";

    private const string Allures = """<div id="app">""";

    // A page of a step has an address of its own, and begins with the step.
    private const string OnHomeAlone = """
        <script>{const said = document.getElementById("verify-conclusion");
        const home = () => { said.hidden = !/^#?\/?$/.test(location.hash); };
        addEventListener("hashchange", home); addEventListener("popstate", home);
        // Allure goes from page to page without either event.
        new MutationObserver(home).observe(document.getElementById("app"), { childList: true, subtree: true });
        home();}</script>
        """;

    private const string Css = """
        <style>
        #verify-conclusion { box-sizing: border-box; max-width: 1200px; margin: 0 auto; padding: 16px; font: 14px/1.5 var(--font-family, system-ui, sans-serif); color: var(--color-text-primary, #222); overflow-wrap: anywhere; }
        #verify-conclusion[hidden] { display: none; }
        #verify-conclusion h1 { margin: 0 0 8px; font-size: 18px; line-height: 1.3; }
        #verify-conclusion p { margin: 0 0 8px; }
        #verify-conclusion table { border-collapse: collapse; margin: 8px 0; }
        #verify-conclusion td, #verify-conclusion th { padding: 3px 12px 3px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--color-border-default, #ddd); font-weight: normal; overflow-wrap: normal; }
        #verify-conclusion .figures { overflow-x: auto; }
        #verify-conclusion summary { cursor: pointer; font-weight: bold; margin: 4px 0; }
        #verify-conclusion ul { margin: 4px 0 8px; padding-left: 20px; }
        #verify-conclusion li { margin: 4px 0; }
        #verify-conclusion small { color: var(--color-text-secondary, #555); font-size: inherit; }
        </style>
        """;

    /// <exception cref="CannotRun">It is not a page of an Allure that this knows.</exception>
    public static string PutInto(string page, Conclusion conclusion)
    {
        var at = page.IndexOf(Allures, StringComparison.Ordinal);
        return at < 0
            ? throw new CannotRun(
                "The report has no place for the conclusion.\nThis is a fault of Verify's: its version of Allure makes pages that it does not know."
            )
            : page.Insert(at, Render(conclusion))
                .Replace("</body>", OnHomeAlone + "</body>", StringComparison.Ordinal);
    }

    private static string Render(Conclusion conclusion)
    {
        var page = new StringBuilder(
            $"""{Css}<section id="{ElementId}"><h1>{Text(conclusion.Status.Word)}</h1><p>{Text(conclusion.Sentence)}</p>"""
        );
        if (conclusion.Figures is { } table)
            page.Append("<div class=\"figures\">").AppendFigures(table).Append("</div>");
        List(page, "Missed", conclusion.Missed.Count, conclusion.Missed.Select(Missed), open: true);
        foreach (var group in conclusion.Findings)
            List(
                page,
                group.Title,
                group.Made,
                group.Findings.Select(Finding),
                open: group.Kind == FindingKind.New
            );
        List(
            page,
            "Not looked at",
            conclusion.NotLookedAt.Count,
            conclusion.NotLookedAt.Select(one => Text($"{one}")),
            open: false
        );
        return page.Append("</section>").ToString();
    }

    private static void List(
        StringBuilder page,
        string title,
        int count,
        IEnumerable<string> items,
        bool open
    )
    {
        if (count == 0)
            return;
        page.Append(
            $"<details{(open ? " open" : "")}><summary>{Text(title)} ({count})</summary><ul>"
        );
        foreach (var item in items)
            page.Append($"<li>{item}</li>");
        page.Append("</ul></details>\n");
    }

    private static string Missed(ClaimEvaluated claim) =>
        $"<b>{Text(claim.Step)}</b> {Text(claim.Claim)}: expected {Text(claim.Expected)}, actual {Text(claim.Actual)}";

    private static string Finding(RankedFinding ranked)
    {
        var finding = ranked.First;
        return (finding.Effect is { } effect ? $"<b>{Text(effect.Word())}</b> " : "")
            + $"{Text(finding.Step)}: {string.Join("; ", ranked.All.Select(one => Text(one.Text)))}"
            + Small("Impact", finding.Meaning)
            + Small("Fix", finding.Cure);
    }

    private static string Small(string name, string? text) =>
        text is { Length: > 0 } ? $"<br><small>{name}: {Text(text)}</small>" : "";

    private static string Text(string text) => Html.Line(text);
}
