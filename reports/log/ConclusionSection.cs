using System.Text;
using Verify.Engine.Record;
using Verify.Reports.Conclusions;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>What a decision needs, before anything else of the log.</summary>
internal static class ConclusionSection
{
    // Of a run that goes wrong from the first step on; the issues have them all.
    private const int MostMissed = 12;

    public static void Write(StringBuilder log, Conclusion conclusion)
    {
        log.Append($"## Conclusion\n\n**{Markdown.Text(conclusion.Sentence)}**\n\n");
        Figures(log, conclusion.Figures);
        List(
            log,
            "Missed",
            conclusion.Missed.Count,
            conclusion.Missed.Take(MostMissed).Select(Missed),
            "all of them are among the issues"
        );
        foreach (var group in conclusion.Findings)
            List(log, group.Title, group.Made, group.Findings.Select(Finding));
        List(
            log,
            "Not looked at",
            conclusion.NotLookedAt.Count,
            conclusion.NotLookedAt.Select(one => Markdown.Text($"{one}"))
        );
    }

    private static void Figures(StringBuilder log, FigureTable? table)
    {
        if (table is null)
            return;
        log.AppendTable(
            ["Figure", .. table.Subjects.Select(Markdown.Cell)],
            table.Rows.Select(row =>
                (string[])
                    [
                        Markdown.Cell(row.Name),
                        .. row.Cells.Select(cell => Markdown.Cell(cell?.Text)),
                    ]
            )
        );
        if (table.Note is { } note)
            log.Append($"{note}\n\n");
    }

    private static void List(
        StringBuilder log,
        string title,
        int count,
        IEnumerable<string> items,
        string? rest = null
    )
    {
        if (count == 0)
            return;
        var shown = items.ToList();
        log.Append($"### {title} ({count})\n");
        foreach (var item in shown)
            log.Append($"- {item}\n");
        if (rest is not null && shown.Count < count)
            log.Append($"- and {count - shown.Count} more: {rest}\n");
        log.Append('\n');
    }

    private static string Missed(ClaimEvaluated claim) =>
        $"❌ {Markdown.Text(claim.Step)} {Markdown.Cell(claim.Claim)}: expected {Markdown.CodeText(claim.Expected)}, actual {Markdown.CodeText(claim.Actual)}";

    private static string Finding(RankedFinding ranked)
    {
        var finding = ranked.First;
        var effect = finding.Effect is { } known ? $"**{known.Word()}** " : "";
        var alike = string.Concat(
            ranked.All.Skip(1).Select(other => $"; {Markdown.Text(other.Text)}")
        );
        return $"{effect}{Markdown.Text(finding.Step)}: {Markdown.Text(finding.Text)}{alike}"
            + Sentence("Impact", finding.Meaning)
            + Sentence("Fix", finding.Cure);
    }

    private static string Sentence(string name, string? text) =>
        text is { Length: > 0 } ? $". *{name}*: {Markdown.Text(text)}" : "";
}
