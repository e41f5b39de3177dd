using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.ConsoleOutput;

/// <summary>What a step's line is followed by: claims that were missed, findings.</summary>
internal static class ClaimLines
{
    // More than this of one value hides the others; the log has it whole.
    private const int MostLines = 12;
    private const int MostCharacters = 600;

    public static List<ConsoleLine> Missed(int indent, ClaimEvaluated claim) =>
        claim.Verdict == Verdict.Pass
            ? []
            :
            [
                .. Labelled(
                    indent,
                    claim.Verdict == Verdict.Fail ? "missed: " : $"{claim.Verdict.Word()}: ",
                    claim.Claim,
                    Tones.Of(claim.Verdict)
                ),
                .. Labelled(indent + 2, "expected: ", claim.Expected),
                .. Labelled(indent + 2, "actual:   ", claim.Actual),
                .. claim.Reason is { Length: > 0 } reason
                    ? Labelled(indent + 2, "why:      ", reason)
                    : [],
            ];

    /// <summary>That there is one, while the run goes on; the conclusion tells what it means.</summary>
    public static List<ConsoleLine> Finding(int indent, FindingMade finding) =>
        Labelled(indent, "finding: ", finding.Text, Tone.Unsure);

    public static List<ConsoleLine> Labelled(
        int indent,
        string label,
        string text,
        Tone tone = Tone.Dim
    )
    {
        var cut = text.Length > MostCharacters ? text[..MostCharacters] : text;
        var all = Printable.Block(cut).TrimEnd().Replace('\t', ' ').Split('\n');
        List<ConsoleLine> lines = [new(indent, new(label, tone), new(all[0]))];
        lines.AddRange(
            all.Skip(1)
                .Take(MostLines - 1)
                .Select(line => new ConsoleLine(indent + label.Length, new Span(line)))
        );
        if (cut.Length < text.Length || all.Length > MostLines)
        {
            lines.Add(
                new(indent + label.Length, new Span("... (all of it is in the log)", Tone.Dim))
            );
        }
        return lines;
    }
}
