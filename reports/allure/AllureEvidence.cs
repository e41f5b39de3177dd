using Verify.Engine;

namespace Verify.Reports;

/// <summary>Puts a step's evidence beside the results, each piece under a name of its own.</summary>
/// <param name="runFolder">Where evidence/ is.</param>
/// <param name="results">Where the copies go.</param>
internal sealed class AllureEvidence(string runFolder, string results)
{
    /// <returns>Null where the record names a file that is not in the run's folder.</returns>
    public AllureAttachment? Attach(StepNode step, EvidenceKept kept, int index)
    {
        if (Find(kept.File) is not { } file)
        {
            return null;
        }
        // Not by its content: Allure loses an attachment that a second test names too.
        var id = AllureId.Uuid(step.Phase, step.Id, kept.File, $"{index}");
        var source = $"{id}-attachment{Extension(kept)}";
        File.Copy(file, Path.Combine(results, source), overwrite: true);
        return new(kept.Name, source, kept.MediaType);
    }

    // A record may come from elsewhere: nothing outside the run's own folder is put into a report.
    private string? Find(string file)
    {
        try
        {
            var root = Path.GetFullPath(runFolder) + Path.DirectorySeparatorChar;
            var path = Path.GetFullPath(Path.Combine(root, file));
            return path.StartsWith(root, StringComparison.Ordinal) && File.Exists(path)
                ? path
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Extension(EvidenceKept kept)
    {
        var extension = Path.GetExtension(kept.File);
        return extension.Length > 1 && extension.AsSpan(1).IndexOfAnyExcept(Letters) < 0
            ? extension
            : kept.MediaType switch
            {
                "application/json" => ".json",
                "image/svg+xml" => ".svg",
                "image/png" => ".png",
                "text/csv" => ".csv",
                "text/html" => ".html",
                _ when kept.MediaType.StartsWith("text/", StringComparison.Ordinal) => ".txt",
                _ => ".bin",
            };
    }

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        );
}
