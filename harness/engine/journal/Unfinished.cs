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
                    .Where(folder => new Journal(folder).Open.Count > 0)
                    .OrderDescending(StringComparer.Ordinal),
            ]
            : [];
}

/// <summary>Held by a run while it lives; the kernel drops it with the process.</summary>
public static class RunLock
{
    public static IDisposable Take(string folder)
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, ".lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException held)
        {
            throw new CannotRun(
                $"The run in {folder} is still going on. Interrupt it (Ctrl-C): it undoes what it did.",
                held
            );
        }
    }
}
