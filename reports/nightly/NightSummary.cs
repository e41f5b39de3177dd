using System.Text;
using Verify.Reports.Log;
using Verify.Reports.Tree;

namespace Verify.Reports.Nightly;

/// <summary>A night as Markdown, for the page of a CI and for whoever opens the night's folder.</summary>
public static class NightSummary
{
    public const string FileName = "summary.md";

    public static string Render(Night night) => Render(night, Linked);

    /// <summary>For the page of a CI, beside which none of the night's files lies: it links to none.</summary>
    public static string RenderAlone(Night night) =>
        Render(
            night,
            _ =>
                "The headline figures over the nights are drawn on the night's page: `index.html` in what the workflow publishes (artifact `night`, and Pages)"
        );

    /// <param name="drawn">Says where the plots of these jobs are.</param>
    private static string Render(Night night, Func<IEnumerable<NightJob>, string> drawn)
    {
        var text = new StringBuilder();
        text.Append($"# Night {Markdown.Text(night.Id)}: {Markdown.Text(night.Status)}\n\n");
        text.Append(
            $"{When.Text(night.Started)}, {When.Seconds(night.Seconds)}, exit {night.ExitCode}, commit {Markdown.Code(night.Commit)}; "
                + $"{string.Join(", ", night.Machine.Select(fact => $"{Markdown.Text(fact.Key)} {Markdown.Text(fact.Value)}"))}\n\n"
        );
        if (night.Why is { } why)
            text.Append($"{Markdown.Text(why)}\n\n");
        Moves(text, "Worse than the last nights", night.Of(FigureMove.Worse));
        Moves(text, "Better than the last nights", night.Of(FigureMove.Better));
        text.Append("## Jobs\n\n");
        text.AppendTable(
            ["Job", "Verdict", "Time", "Why it is no whole pass"],
            [
                .. night.Jobs.Select(job =>
                    new[]
                    {
                        Markdown.Cell(job.Name),
                        Markdown.Cell(job.Word),
                        When.Seconds(job.Seconds),
                        Markdown.Cell(job.Why),
                    }
                ),
                .. night.LeftOut.Select(job =>
                    new[]
                    {
                        Markdown.Cell(job.Name),
                        "not run",
                        Markdown.Cell(null),
                        Markdown.Cell(job.Why),
                    }
                ),
            ]
        );
        Figures(text, night);
        var plots = night.Jobs.Where(job => job.Plot is not null).ToList();
        if (plots.Count > 0)
            text.Append($"{drawn(plots)}\n\n");
        foreach (var note in night.Notes)
            text.Append($"- {Markdown.Text(note)}\n");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Linked(IEnumerable<NightJob> plots) =>
        $"The headline figures over the nights: {string.Join(", ", plots.Select(job => Markdown.Link(job.Name, job.Plot!)))}";

    private static void Moves(
        StringBuilder text,
        string heading,
        IEnumerable<(NightJob Job, FigureChange Figure)> moves
    )
    {
        var all = moves.ToList();
        if (all.Count == 0)
            return;
        text.Append($"## {heading}\n\n");
        foreach (var (job, figure) in all)
            text.Append(
                $"- {Markdown.Text(job.Name)}: {Markdown.Text(figure.Name)} {Markdown.Text(figure.Text)}\n"
            );
        text.Append('\n');
    }

    private static void Figures(StringBuilder text, Night night)
    {
        var jobs = night.Jobs.Where(job => job.Figures.Count > 0 || job.NotCompared is not null);
        var rows = jobs.SelectMany(job =>
                job.Figures.Select(figure =>
                    new[]
                    {
                        Markdown.Cell(job.Name),
                        Markdown.Cell(figure.Name),
                        Markdown.Cell(When.Figure(figure.Value, figure.Unit)),
                        Markdown.Cell(
                            job.NotCompared is { } why ? $"not compared: {why}" : figure.Text
                        ),
                    }
                )
            )
            .ToList();
        if (rows.Count == 0)
            return;
        text.Append("## Headline figures\n\n");
        text.AppendTable(["Job", "Figure", "Tonight", "Beside the last nights"], rows);
    }
}
