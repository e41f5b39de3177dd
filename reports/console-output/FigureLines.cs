using Verify.Reports.Conclusions;
using Verify.Reports.Tree;

namespace Verify.Reports.ConsoleOutput;

/// <summary>The small table of a conclusion on the console.</summary>
internal static class FigureLines
{
    private const int Indent = 2;
    private const string Between = "  ";

    public static IEnumerable<ConsoleLine> Of(FigureTable? table)
    {
        if (table is null)
            yield break;
        string[] head = ["", .. table.Subjects.Select(Printable.Line)];
        string[][] rows =
        [
            head,
            .. table.Rows.Select(row =>
                (string[])[Printable.Line(row.Name), .. row.Cells.Select(cell => cell?.Text ?? "-")]
            ),
        ];
        int[] widths = [.. head.Select((_, i) => rows.Max(row => Cells.Width(row[i])))];
        yield return ConsoleLine.Empty;
        foreach (var row in rows)
            yield return new(
                Indent,
                new Span(
                    string.Join(Between, row.Select(Padded)).TrimEnd(),
                    row == head ? Tone.Dim : Tone.Plain
                )
            );
        if (table.Note is { } note)
            yield return new(Indent, new Span(note, Tone.Dim));

        string Padded(string cell, int column) =>
            cell + new string(' ', widths[column] - Cells.Width(cell));
    }
}
