namespace Verify.Engine;

/// <summary>Runs that left something changed.</summary>
public static class Unfinished
{
    /// <param name="parent">The folder that holds the runs' folders.</param>
    public static IReadOnlyList<string> In(string parent) =>
        Directory.Exists(parent)
            ?
            [
                .. Directory
                    .GetDirectories(parent)
                    // "latest" is a link to one of the others; other links lead to runs kept elsewhere.
                    .Where(folder => Path.GetFileName(folder) != RunFolder.LatestName)
                    .Where(folder => IsOpen(RunFolder.JournalOf(folder)))
                    .OrderDescending(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>What stands in the way of a new run on a tree, said with what to do; null where nothing does.</summary>
    /// <param name="tree">Its path without links.</param>
    /// <param name="parent">The folder that holds the runs' folders; the checkout's own if null.</param>
    public static string? For(string tree, string? parent = null) =>
        CopyIn(tree)
        ?? In(parent ?? Checkout.Out)
            .Where(folder => RunFolder.JournalOf(folder).Tree == tree)
            .Select(folder => Said(tree, Path.GetFileName(folder), folder))
            .FirstOrDefault();

    internal static string? CopyIn(string tree)
    {
        var copy = Path.Combine(tree, Journal.CopyName);
        if (!File.Exists(copy))
            return null;
        var folder = JournalReading.Of([copy]).RunFolder;
        return Said(tree, folder is null ? "a run" : Path.GetFileName(folder), tree);
    }

    private static string Said(string tree, string run, string rollback) =>
        $"{tree} still holds what {run} changed: it was interrupted before it could take it back. First: ./run.ps1 rollback {rollback}";

    private static bool IsOpen(Journal journal) =>
        journal.Read() is { Open.Count: > 0 } or { Lost.Count: > 0 };
}
