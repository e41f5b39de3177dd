using Verify.Reports.Log;
using Verify.Reports.Pages;
using Verify.Reports.Plots;

namespace Verify.Reports.Nightly;

/// <summary>What lies in a night's folder for a job: nothing is named that is not there, or that lies outside.</summary>
/// <param name="folder">The night's.</param>
internal sealed class NightFiles(string folder)
{
    private readonly string root =
        Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;

    /// <summary>The pages to look at, by what they are called on the page.</summary>
    public IEnumerable<(string Name, string Path)> PagesOf(NightJob job) =>
        new[]
        {
            ("report", InRun(job, HtmlReport.FolderName, HtmlReport.Page)),
            ("log", InRun(job, MarkdownLog.FileName)),
            ("what it said", job.Said),
        }
            .Where(page => IsThere(page.Item2))
            .Select(page => (page.Item1, page.Item2!));

    /// <summary>The plots of its run.</summary>
    public IEnumerable<(string Name, string Path)> PlotsOf(NightJob job) =>
        InRun(job, RunPlots.FolderName) is { } plots
        && Inside(plots) is { } there
        && Directory.Exists(there)
            ? Directory
                .GetFiles(there, "*.svg")
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)
                .Select(file =>
                    (Path.GetFileNameWithoutExtension(file).Replace('-', ' '), $"{plots}/{file}")
                )
            : [];

    public bool IsThere(string? path) =>
        path is not null && Inside(path) is { } file && File.Exists(file);

    /// <summary>The whole path of what is named in it; null where that would lead out of it.</summary>
    public string? Inside(string path)
    {
        var full = Path.GetFullPath(Path.Combine(root, path));
        return full.StartsWith(root, StringComparison.Ordinal) ? full : null;
    }

    private static string? InRun(NightJob job, params string[] parts) =>
        job.Run is null ? null : string.Join('/', [job.Run, .. parts]);
}
