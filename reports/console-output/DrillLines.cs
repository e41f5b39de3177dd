using Verify.Reports.Drill;
using Verify.Reports.Tree;

namespace Verify.Reports.ConsoleOutput;

/// <summary>The table of a drill on the console.</summary>
internal static class DrillLines
{
    private const int Indent = 2;

    public static IEnumerable<ConsoleLine> Of(RunTree tree) =>
        DrillTable.Of(tree).SelectMany(Lines);

    private static IEnumerable<ConsoleLine> Lines(DrillTable drill)
    {
        var table = new TextTable(["phase", "cut point", .. DrillTable.Heads]);
        foreach (var row in drill.Rows)
            table.Add([
                row.Phase,
                row.Cut,
                .. row.Slots.Select(slot => new Span(
                    slot.Text,
                    slot.IsMissed ? Tones.Of(slot.Verdict) : Tone.Plain
                )),
            ]);
        return
        [
            ConsoleLine.Empty,
            new(
                0,
                new Span(
                    $"{Printable.Line(drill.Subject)}: time to recover (the longest of several)",
                    Tone.Strong
                )
            ),
            .. table.Lines(Indent),
        ];
    }
}
