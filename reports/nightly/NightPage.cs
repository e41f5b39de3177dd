using System.Net;
using System.Text;
using Verify.Reports.Tree;

namespace Verify.Reports.Nightly;

/// <summary>A night as a page to start from: it needs no script, and asks for nothing but the pictures beside it.</summary>
public static class NightPage
{
    public const string FileName = "index.html";

    // Whatever is in the page. A file has no host: its pictures are files too.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:";

    /// <param name="night">As its folder is now: of what is not in it there is no link.</param>
    public static string Render(Night night)
    {
        var files = new NightFiles(night.Folder);
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n")
            .Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\" />\n")
            // Of a page without an icon a browser asks its server for one.
            .Append("<link rel=\"icon\" href=\"data:,\" />\n")
            .Append($"<title>Night {Text(night.Id)}: {Text(night.Status)}</title>\n")
            .Append($"<style>\n{NightPageStyle.Css}\n</style>\n</head>\n<body>\n");
        Head(page, night);
        Moves(page, "Worse than the last nights", "bad", night.Of(FigureMove.Worse));
        Moves(page, "Better than the last nights", "good", night.Of(FigureMove.Better));
        NightPageJobs.Append(page, night, files);
        NotRun(page, night);
        Plots(page, night, files);
        Notes(page, night);
        return page.Append(
                $"<footer>A report asks for its data, so it is looked at over a server: <code>./run.ps1 report {Text(night.Id)} --serve</code></footer>\n"
            )
            .Append("</body>\n</html>\n")
            .ToString();
    }

    /// <summary>Text from outside, as it may stand in a page.</summary>
    internal static string Text(string? text) => WebUtility.HtmlEncode(Printable.Line(text ?? ""));

    /// <summary>A path in the night's folder, as an address.</summary>
    internal static string Address(string path) =>
        // "./": a name with a colon is no scheme.
        "./"
        + WebUtility.HtmlEncode(string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));

    private static void Head(StringBuilder page, Night night)
    {
        var tone =
            night.ExitCode != 0 ? "bad"
            : night.Status == "Complete" ? "good"
            : "unsure";
        page.Append(
                $"<header>\n<h1>Night {Text(night.Id)} <span class=\"{tone}\">{Text(night.Status)}</span></h1>\n"
            )
            .Append(
                $"<p>{When.Text(night.Started)}, {When.Seconds(night.Seconds)}, exit {night.ExitCode}, commit <code>{Text(night.Commit)}</code></p>\n"
            )
            .Append(
                $"<p class=\"quiet\">{string.Join(", ", night.Machine.Select(fact => $"{Text(fact.Key)} {Text(fact.Value)}"))}</p>\n"
            );
        if (night.Why is { } why)
            page.Append($"<p>{Text(why)}</p>\n");
        page.Append("</header>\n");
    }

    private static void Moves(
        StringBuilder page,
        string heading,
        string tone,
        IEnumerable<(NightJob Job, FigureChange Figure)> moves
    ) =>
        List(
            page,
            heading,
            moves.Select(move =>
                $"{Text(move.Job.Name)}: {Text(move.Figure.Name)} <span class=\"{tone}\">{Text(move.Figure.Text)}</span>"
            )
        );

    private static void NotRun(StringBuilder page, Night night) =>
        List(
            page,
            "Not run",
            night.LeftOut.Select(job => $"<b>{Text(job.Name)}</b>: {Text(job.Why)}")
        );

    private static void Notes(StringBuilder page, Night night) =>
        List(page, "Notes", night.Notes.Select(Text));

    private static void List(StringBuilder page, string heading, IEnumerable<string> entries)
    {
        var items = string.Concat(entries.Select(entry => $"<li>{entry}</li>\n"));
        if (items.Length > 0)
            page.Append($"<section>\n<h2>{heading}</h2>\n<ul>\n{items}</ul>\n</section>\n");
    }

    private static void Plots(StringBuilder page, Night night, NightFiles files)
    {
        var jobs = night.Jobs.Where(job => files.IsThere(job.Plot)).ToList();
        if (jobs.Count == 0)
            return;
        page.Append("<section>\n<h2>Over the nights</h2>\n");
        foreach (var job in jobs)
            page.Append(
                $"<figure><figcaption>{Text(job.Name)}</figcaption><a href=\"{Address(job.Plot!)}\"><img src=\"{Address(job.Plot!)}\" alt=\"The headline figures of {Text(job.Name)} over the nights\" /></a></figure>\n"
            );
        page.Append("</section>\n");
    }
}
