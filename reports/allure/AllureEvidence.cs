using Verify.Engine.Record;
using Verify.Reports.Plots;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Allure;

/// <summary>Puts a step's evidence beside the results, each piece under a name of its own.</summary>
/// <param name="runFolder">Where evidence/ is.</param>
/// <param name="results">Where the copies go.</param>
/// <param name="plots">Of the whole run.</param>
internal sealed class AllureEvidence(string runFolder, string results, IReadOnlyList<Plot> plots)
{
    private readonly ILookup<(string, string), Plot> plots = plots.ToLookup(plot =>
        (plot.Phase ?? "", plot.Step ?? "")
    );

    /// <returns>
    /// Nothing where the record names a file that is not in the run's folder; of a diff, the coloured one first.
    /// </returns>
    public IReadOnlyList<AllureAttachment> Attach(StepNode step, EvidenceKept kept, int index)
    {
        if (EvidenceFile.Find(runFolder, kept.File) is not { } file)
        {
            return [];
        }
        // Not by its content: Allure loses an attachment that a second test names too.
        var id = AllureId.Uuid(step.Phase, step.Id, kept.File, $"{index}");
        var source = $"{id}-attachment{Extension(kept)}";
        File.Copy(file, Path.Combine(results, source), overwrite: true);
        var attached = new AllureAttachment(kept.Name, source, Shown(kept.MediaType));
        if (kept.MediaType != DiffPage.MediaType)
        {
            return [attached];
        }
        var page = $"{id}-page-attachment.html";
        File.WriteAllText(Path.Combine(results, page), DiffPage.Render(File.ReadAllText(file)));
        return [new($"{kept.Name}, coloured", page, "text/html"), attached];
    }

    public IEnumerable<Plot> PlotsOf(StepNode step) => plots[(step.Phase, step.Id)];

    public IEnumerable<AllureAttachment> Plots(StepNode step)
    {
        foreach (var plot in PlotsOf(step))
        {
            var source = $"{AllureId.Uuid(step.Phase, step.Id, plot.File, "plot")}-attachment.svg";
            File.WriteAllText(Path.Combine(results, source), plot.Svg);
            yield return new(plot.Name, source, "image/svg+xml");
        }
    }

    // Allure shows the kinds of text that it knows, and of others only the name. A page of somebody else's is shown as its
    // text: it could ask for things off this host.
    private static string Shown(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.Ordinal) && mediaType != "text/csv"
            ? "text/plain"
            : mediaType;

    private static string Extension(EvidenceKept kept)
    {
        var extension = Path.GetExtension(kept.File);
        // Nor is it a page where it lies.
        return Pages.Contains(extension, StringComparer.OrdinalIgnoreCase) ? ".txt"
            : extension.Length > 1 && extension.AsSpan(1).IndexOfAnyExcept(Letters) < 0 ? extension
            : kept.MediaType switch
            {
                "application/json" => ".json",
                "image/svg+xml" => ".svg",
                "image/png" => ".png",
                "text/csv" => ".csv",
                _ when kept.MediaType.StartsWith("text/", StringComparison.Ordinal) => ".txt",
                _ => ".bin",
            };
    }

    private static readonly string[] Pages = [".html", ".htm", ".xhtml", ".xht"];

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        );
}
