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

    private static bool IsOpen(Journal journal) =>
        journal.Read() is { Open.Count: > 0 } or { Lost.Count: > 0 };
}
