using Verify.Reports.Tree;

namespace Verify.Reports.ConsoleOutput;

/// <summary>
/// A table for people, with no lines drawn: every column is as wide as its widest cell, and nothing follows the last one.
/// </summary>
/// <remarks>
/// Spectre's own table breaks its lines at eighty columns where the output is a pipe, and has no place for remarks under a row.
/// This one breaks none: a terminal's screen wraps it, a pipe gets it as it is.
/// </remarks>
/// <param name="columns">Those with no head at all make a table without a first line.</param>
public sealed class TextTable(params Column[] columns)
{
    private const string Between = "  ";
    private const int RemarkIndent = 2;

    private readonly List<(Span[] Cells, List<ConsoleLine> Remarks)> rows = [];

    public bool IsEmpty => rows.Count == 0;

    /// <summary>A name, and figures beside it.</summary>
    public static TextTable OfFigures(string name, params IEnumerable<string> figures) =>
        new([name, .. figures.Select(Column.OfNumbers)]);

    public void Add(params Span[] cells) =>
        rows.Add(([.. cells.Select(cell => cell with { Text = OneLine(cell.Text) })], []));

    /// <summary>Lines under the row that was added last.</summary>
    public void Remark(params IEnumerable<string> lines) =>
        Remark(lines.Select(line => new ConsoleLine(RemarkIndent, new Span(OneLine(line)))));

    public void Remark(IEnumerable<ConsoleLine> lines) => rows[^1].Remarks.AddRange(lines);

    public IEnumerable<ConsoleLine> Lines(int indent = 0)
    {
        Span[] heads = [.. columns.Select(column => new Span(column.Head, Tone.Dim))];
        int[] widths =
        [
            .. heads.Select(
                (head, i) =>
                    rows.Select(row => row.Cells[i])
                        .Append(head)
                        .Max(cell => Cells.Width(cell.Text))
            ),
        ];
        if (heads.Any(head => head.Text.Length > 0))
            yield return Line(heads);
        foreach (var (cells, remarks) in rows)
        {
            yield return Line(cells);
            foreach (var remark in remarks)
                yield return remark with
                {
                    Indent = indent + remark.Indent,
                };
        }

        ConsoleLine Line(Span[] cells) => new(indent, [.. cells.Select(Padded)]);

        Span Padded(Span cell, int i)
        {
            var room = new string(' ', widths[i] - Cells.Width(cell.Text));
            var text = columns[i].IsNumber ? room + cell.Text : cell.Text + room;
            // After the last column nothing: a terminal would break the line for it.
            return cell with { Text = i < columns.Length - 1 ? text + Between : text.TrimEnd() };
        }
    }

    /// <summary>The same without colours, a line end after each line.</summary>
    public override string ToString() => string.Concat(Lines().Select(line => line.Text + "\n"));

    // What a configuration holds goes to a terminal as letters, never as its control codes; a tab is as wide as it likes.
    private static string OneLine(string text) => Printable.Line(text).Replace('\t', ' ');
}

/// <summary>A column of a table.</summary>
/// <param name="IsNumber">Its cells stand to the right.</param>
public sealed record Column(string Head, bool IsNumber = false)
{
    public static implicit operator Column(string head) => new(head);

    public static Column OfNumbers(string head) => new(head, IsNumber: true);
}
