using Verify.Reports.ConsoleOutput;
using Verify.Reports.Tree;

namespace Verify.Reports.Nightly;

/// <summary>A night on the console: one table, and what it comes to.</summary>
public static class NightTable
{
    private const int Indent = 2;

    public static IReadOnlyList<ConsoleLine> Lines(Night night)
    {
        var table = new TextTable(
            "job",
            "verdict",
            "time",
            "headline figures, and why it is no whole pass"
        );
        foreach (var job in night.Jobs)
        {
            table.Add(
                job.Name,
                new(job.Word, Tones.Of(job.Shown)),
                When.Seconds(job.Seconds),
                job.Why ?? ""
            );
            table.Remark(Figures(job));
        }
        foreach (var job in night.LeftOut)
            table.Add(job.Name, new("not run", Tone.Unsure), "", job.Why);
        return [ConsoleLine.Empty, .. table.Lines(), ConsoleLine.Empty, .. Conclusion(night)];
    }

    private static IEnumerable<ConsoleLine> Figures(NightJob job)
    {
        if (job.NotCompared is { } why)
            yield return new(Indent, new Span(Printable.Line($"not compared: {why}"), Tone.Dim));
        var table = new TextTable("", Column.OfNumbers(""), "");
        foreach (var figure in job.Figures)
            table.Add(
                figure.Name,
                When.Figure(figure.Value, figure.Unit),
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
        foreach (var line in table.Lines(Indent))
            yield return line;
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
            yield return new(Indent, new Span(Printable.Line(why)));
        foreach (var (job, figure) in night.Of(FigureMove.Worse))
            yield return new(
                Indent,
                new Span($"{job.Name}: {figure.Name} {figure.Text}", Tone.Bad)
            );
        foreach (var note in night.Notes)
            yield return new(Indent, new Span(Printable.Line($"note: {note}"), Tone.Unsure));
        yield return new(Indent, new Span(night.Page ?? night.Folder, Tone.Dim));
    }
}
