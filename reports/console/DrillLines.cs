namespace Verify.Reports;

/// <summary>The table of a drill on the console.</summary>
internal static class DrillLines
{
    private const int Indent = 2;
    private const string Between = "  ";

    public static IEnumerable<ConsoleLine> Of(RunTree tree) =>
        DrillTable.Of(tree).SelectMany(Lines);

    private static IEnumerable<ConsoleLine> Lines(DrillTable table)
    {
        Span[] heads =
        [
            .. new[] { "phase", "cut point" }
                .Concat(DrillTable.Heads)
                .Select(head => new Span(head, Tone.Dim)),
        ];
        Span[][] rows = [heads, .. table.Rows.Select(Row)];
        int[] widths = [.. heads.Select((_, i) => rows.Max(row => Cells.Width(row[i].Text)))];
        yield return ConsoleLine.Empty;
        yield return new(
            0,
            new Span(
                $"{Printable.Line(table.Subject)}: time to recover (the longest of several)",
                Tone.Strong
            )
        );
        foreach (var row in rows)
            yield return new(Indent, [.. row.Select((span, i) => Padded(span, i))]);

        // After the last column nothing: a terminal would break the line for it.
        Span Padded(Span span, int column) =>
            column == widths.Length - 1
                ? span
                : span with
                {
                    Text =
                        span.Text
                        + new string(' ', widths[column] - Cells.Width(span.Text))
                        + Between,
                };
    }

    private static Span[] Row(DrillRow row) =>
        [
            new(Printable.Line(row.Phase)),
            new(row.Cut),
            .. row.Slots.Select(slot => new Span(
                slot.Text,
                slot.IsMissed ? Tones.Of(slot.Verdict) : Tone.Plain
            )),
        ];
}
