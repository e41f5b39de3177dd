using System.Text;
using Verify.Engine;
using Verify.Reports.Tree;
using static Verify.Reports.Nightly.NightPage;

namespace Verify.Reports.Nightly;

/// <summary>The table of a night's page: what each job came to, its figures, and where to look.</summary>
internal static class NightPageJobs
{
    public static void Append(StringBuilder page, Night night, NightFiles files)
    {
        page.Append("<section>\n<h2>Jobs</h2>\n");
        if (night.Jobs.Count == 0)
            page.Append("<p>None was run.</p>\n");
        else
        {
            page.Append("<table>\n<thead><tr><th>Job</th><th>Verdict</th><th>Time</th>")
                .Append(
                    "<th>Headline figures, and why it is no whole pass</th></tr></thead>\n<tbody>\n"
                );
            foreach (var job in night.Jobs)
                page.Append($"<tr><td><b>{Text(job.Name)}</b>{Links(job, files)}</td>")
                    .Append($"<td class=\"{Tone(job)}\">{Text(job.Word)}</td>")
                    .Append($"<td>{When.Seconds(job.Seconds)}</td>")
                    .Append($"<td>{Figures(job)}</td></tr>\n");
            page.Append("</tbody>\n</table>\n");
        }
        page.Append("</section>\n");
    }

    private static string Tone(NightJob job) =>
        job.IsWhole ? "good"
        : job.ExitCode == 0 || job.Shown is Verdict.Inconclusive ? "unsure"
        : "bad";

    private static string Links(NightJob job, NightFiles files)
    {
        var pages = string.Join(" · ", files.PagesOf(job).Select(Link));
        var plots = files.PlotsOf(job).Select(plot => $"<li>{Link(plot)}</li>").ToList();
        return (pages.Length == 0 ? "" : $"<div class=\"links\">{pages}</div>")
            + (
                plots.Count == 0
                    ? ""
                    : $"<details><summary>{plots.Count} plot{(plots.Count == 1 ? "" : "s")}</summary><ul>{string.Concat(plots)}</ul></details>"
            );
    }

    private static string Link((string Name, string Path) page) =>
        $"<a href=\"{Address(page.Path)}\">{Text(page.Name)}</a>";

    private static string Figures(NightJob job)
    {
        var text = new StringBuilder();
        if (job.Why is { } why)
            text.Append($"<p>{Text(why)}</p>");
        if (job.NotCompared is { } other)
            text.Append($"<p class=\"quiet\">not compared: {Text(other)}</p>");
        foreach (var figure in job.Figures)
            text.Append(
                $"<div class=\"figure\"><span>{Text(figure.Name)}</span> <b>{Text(When.Figure(figure.Value, figure.Unit))}</b> <span class=\"{Tone(figure.Move)}\">{Text(figure.Text)}</span></div>"
            );
        return text.ToString();
    }

    private static string Tone(FigureMove move) =>
        move switch
        {
            FigureMove.Worse => "bad",
            FigureMove.Better => "good",
            _ => "quiet",
        };
}
