namespace Verify.Reports;

/// <summary>The table of a drill on the console.</summary>
internal static class DrillLines
{
    private const int Indent = 2;
    private const string Between = "  ";

    public static IEnumerable<ConsoleLine> Of(RunTree tree)
    {
        foreach (var table in DrillTable.Of(tree))
        {
            yield return ConsoleLine.Empty;
            yield return new(
                0,
                new Span(
                    $"{Printable.Line(table.Subject)}: time to recover, by phase, way and cut point (the longest of several)",
                    Tone.Strong
                )
            );
            string[] heads = ["phase", "way", .. table.Columns];
            var rows = table
                .Rows.Select(row =>
                    new[] { Printable.Line(row.Phase), row.Way }
                        .Concat(row.Slots.Select(slot => slot.Text))
                        .ToArray()
                )
                .ToList();
            var widths = heads
                .Select((head, i) => rows.Select(row => row[i].Length).Append(head.Length).Max())
                .ToArray();
            yield return new(
                Indent,
                [
                    .. heads.Select(
                        (head, i) => new Span(head.PadRight(widths[i]) + Between, Tone.Dim)
                    ),
                ]
            );
            foreach (var (row, of) in rows.Zip(table.Rows))
                yield return new(
                    Indent,
                    [
                        .. row.Select(
                            (text, i) =>
                                new Span(
                                    text.PadRight(widths[i]) + Between,
                                    i >= 2 && of.Slots[i - 2].IsMissed
                                        ? Tones.Of(of.Slots[i - 2].Verdict)
                                        : Tone.Plain
                                )
                        ),
                    ]
                );
        }
    }
}
