namespace Verify.Reports.ConsoleOutput;

/// <summary>Breaks a line into rows that fit, at spaces where there are any, each further row indented.</summary>
internal static class Rows
{
    private const int Hang = 2;

    public static IEnumerable<List<Span>> Of(ConsoleLine line, int width)
    {
        // Deep indentation on a narrow terminal leaves no room for the text itself.
        var indent = Math.Min(line.Indent, width / 3);
        var row = new List<Span> { new(new(' ', indent)) };
        var room = width - indent;
        foreach (var (word, tone) in Words(line))
        {
            var rest = word;
            var cells = Cells.Width(rest);
            if (cells > room && room < width - indent - Hang)
            {
                if (string.IsNullOrWhiteSpace(rest))
                {
                    continue;
                }
                yield return row;
                (row, room) = Next(indent, width);
            }
            while (Cells.Width(rest) > room)
            {
                var part = Cells.Fit(rest, room);
                // A character wider than the room there is: it goes in alone, the terminal copes.
                part = part.Length == 0 ? Cells.Elements(rest).First() : part;
                row.Add(new(part, tone));
                rest = rest[part.Length..];
                if (rest.Length == 0)
                {
                    break;
                }
                yield return row;
                (row, room) = Next(indent, width);
            }
            row.Add(new(rest, tone));
            room -= Cells.Width(rest);
        }
        yield return row;
    }

    private static (List<Span> Row, int Room) Next(int indent, int width) =>
        ([new(new(' ', indent + Hang))], width - indent - Hang);

    private static IEnumerable<(string Word, Tone Tone)> Words(ConsoleLine line)
    {
        foreach (var span in line.Spans)
        {
            var start = 0;
            for (var i = 1; i <= span.Text.Length; i++)
            {
                if (i == span.Text.Length || (span.Text[i] == ' ') != (span.Text[i - 1] == ' '))
                {
                    yield return (span.Text[start..i], span.Tone);
                    start = i;
                }
            }
        }
    }
}
