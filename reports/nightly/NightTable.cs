namespace Verify.Reports;

/// <summary>A night on the console: one table, and what it comes to.</summary>
public static class NightTable
{
    private const int NameIndent = 2;
    private const string Between = "  ";

    public static IReadOnlyList<ConsoleLine> Lines(Night night)
    {
        int[] widths =
        [
            Widest("job", night.Jobs.Select(job => job.Name)),
            Widest("verdict", night.Jobs.Select(job => job.Word)),
            Widest("time", night.Jobs.Select(job => When.Seconds(job.Seconds))),
        ];
        List<ConsoleLine> lines =
        [
            ConsoleLine.Empty,
            new(
                0,
                new Span(
                    Row("job", "verdict", "time") + "headline figures, and why it is no whole pass",
                    Tone.Dim
                )
            ),
        ];
        foreach (var job in night.Jobs)
        {
            lines.Add(
                new(
                    0,
                    new(job.Name.PadRight(widths[0]) + Between),
                    new(job.Word.PadRight(widths[1]) + Between, Tones.Of(job.Shown)),
                    new(When.Seconds(job.Seconds).PadRight(widths[2]) + Between),
                    new(Printable.Line(job.Why ?? ""))
                )
            );
            lines.AddRange(Figures(job));
        }
        lines.AddRange(
            night.LeftOut.Select(job => new ConsoleLine(
                0,
                new(job.Name.PadRight(widths[0]) + Between),
                new("not run".PadRight(widths[1]) + Between, Tone.Unsure),
                new(new string(' ', widths[2]) + Between),
                new(Printable.Line(job.Why))
            ))
        );
        lines.Add(ConsoleLine.Empty);
        lines.AddRange(Conclusion(night));
        return lines;

        int Widest(string head, IEnumerable<string> cells) =>
            cells
                .Concat(head == "job" ? night.LeftOut.Select(job => job.Name) : ["not run"])
                .Append(head)
                .Max(Cells.Width);
        string Row(params string[] cells) =>
            string.Concat(cells.Select((cell, i) => cell.PadRight(widths[i]) + Between));
    }

    private static IEnumerable<ConsoleLine> Figures(NightJob job)
    {
        if (job.NotCompared is { } why)
            yield return new(
                NameIndent,
                new Span(Printable.Line($"not compared: {why}"), Tone.Dim)
            );
        if (job.Figures.Count == 0)
            yield break;
        var (names, values) = (
            job.Figures.Max(figure => Cells.Width(figure.Name)),
            job.Figures.Max(figure => When.Figure(figure.Value, figure.Unit).Length)
        );
        foreach (var figure in job.Figures)
            yield return new(
                NameIndent,
                new(figure.Name.PadRight(names) + Between),
                new(When.Figure(figure.Value, figure.Unit).PadLeft(values) + Between),
                new(
                    figure.Text,
                    figure.Move switch
                    {
                        FigureMove.Worse => Tone.Bad,
                        FigureMove.Better => Tone.Good,
                        _ => Tone.Dim,
                    }
                )
            );
    }

    private static IEnumerable<ConsoleLine> Conclusion(Night night)
    {
        yield return new(
            0,
            new(
                night.Status.ToUpperInvariant(),
                night.ExitCode != 0 ? Tone.Bad
                    : night.Status == "Complete" ? Tone.Good
                    : Tone.Unsure
            ),
            new($"  night {night.Id}  {When.Seconds(night.Seconds)}  exit {night.ExitCode}")
        );
        if (night.Why is { } why)
            yield return new(NameIndent, new Span(Printable.Line(why)));
        foreach (var (job, figure) in night.Of(FigureMove.Worse))
            yield return new(
                NameIndent,
                new Span($"{job.Name}: {figure.Name} {figure.Text}", Tone.Bad)
            );
        foreach (var note in night.Notes)
            yield return new(NameIndent, new Span(Printable.Line($"note: {note}"), Tone.Unsure));
        yield return new(NameIndent, new Span(night.Folder, Tone.Dim));
    }
}
