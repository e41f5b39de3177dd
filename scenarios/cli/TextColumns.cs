using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>Columns of text, to the left, each as wide as its widest cell.</summary>
internal sealed class TextColumns(params string[] heads)
{
    // A block in one line can be pages long; --json has it whole. The last column, where files stand, is not cut.
    private const int Widest = 72;

    private readonly List<(string[] Cells, string[] Below)> rows = [];

    public int Count => rows.Count;

    /// <param name="below">Lines under the row, indented.</param>
    public void Add(string[] cells, params IEnumerable<string> below) =>
        rows.Add(
            ([.. cells.SkipLast(1).Select(Cut), OneLine(cells[^1])], [.. below.Select(OneLine)])
        );

    public override string ToString()
    {
        var widths = heads
            .Select((head, i) => rows.Select(row => row.Cells[i].Length).Append(head.Length).Max())
            .ToArray();
        string Line(string[] cells) =>
            string.Join("  ", cells.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd();
        return string.Join(
            '\n',
            rows.SelectMany(row => row.Below.Select(line => $"  {line}").Prepend(Line(row.Cells)))
                .Prepend(Line(heads))
                .Append("")
        );
    }

    public static string At(SourcePlace? place) => place?.ToString() ?? "";

    /// <summary>One line of what fits into a cell.</summary>
    public static string Cut(string text)
    {
        var line = OneLine(text);
        return line.Length <= Widest ? line : $"{line[..(Widest - 3)]}...";
    }

    // What a configuration holds goes to a terminal as letters, never as its control codes.
    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
