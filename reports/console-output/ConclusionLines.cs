using Verify.Engine.Record;
using Verify.Reports.Conclusions;
using Verify.Reports.Tree;

namespace Verify.Reports.ConsoleOutput;

/// <summary>A conclusion on the console: what a decision needs, and how much more of it is in the log.</summary>
internal static class ConclusionLines
{
    private const int Indent = 2;

    // More than this scrolls the verdict away.
    private const int MostListed = 8;
    private const int MostCharacters = 240;

    public static IEnumerable<ConsoleLine> Of(RunTree tree, Conclusion conclusion) =>
        [
            new(
                0,
                new(
                    tree.Word.ToUpperInvariant(),
                    tree.IsPartialPass ? Tone.Unsure : Tones.Of(tree.Standing.Verdict)
                ),
                new($"  {Printable.Line(tree.Scenario)}  {When.Seconds(tree.Seconds)}")
            ),
            new(Indent, new Span(Short(conclusion.Sentence))),
            .. FigureLines.Of(conclusion.Figures),
            .. conclusion.Findings.SelectMany(Group),
            .. List(
                $"Not looked at ({conclusion.NotLookedAt.Count})",
                conclusion.NotLookedAt.Count,
                conclusion.NotLookedAt.Select(one => new ConsoleLine(
                    Indent,
                    new Span(Short($"{one}"))
                ))
            ),
        ];

    private static IEnumerable<ConsoleLine> Group(FindingGroup group) =>
        List(
            $"{group.Title} ({group.Made})",
            group.Findings.Count,
            // What the change has no part in is told in the log.
            group.Kind
                is FindingKind.Note
                    or FindingKind.Plan
                ? []
                : group.Findings.Select(Finding)
        );

    private static ConsoleLine Finding(RankedFinding ranked)
    {
        var finding = ranked.First;
        return new(
            Indent,
            new(finding.Effect is { } effect ? $"{effect.Word()}: " : "", Tone.Unsure),
            new(Short(finding.Text)),
            new(
                $" ({Printable.Line(finding.Step)}{(ranked.All.Count > 1 ? $", and {ranked.All.Count - 1} like it" : "")})",
                Tone.Dim
            )
        );
    }

    private static IEnumerable<ConsoleLine> List(
        string title,
        int count,
        IEnumerable<ConsoleLine> items
    )
    {
        if (count == 0)
            yield break;
        var shown = items.Take(MostListed).ToList();
        yield return ConsoleLine.Empty;
        yield return new(0, new Span(title, Tone.Strong));
        foreach (var item in shown)
            yield return item;
        if (shown.Count < count)
            yield return new(
                Indent,
                new Span(
                    shown.Count == 0 ? "in the log" : $"and {count - shown.Count} more, in the log",
                    Tone.Dim
                )
            );
    }

    private static string Short(string text)
    {
        var line = Printable.Line(text);
        return line.Length <= MostCharacters ? line : $"{line[..MostCharacters].TrimEnd()} ...";
    }
}
