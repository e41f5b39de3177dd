using Verify.Engine.Journals;
using Verify.Engine.Linux;
using Verify.Engine.Runs;
using Verify.Engine.Trust;

namespace Verify.Engine.Recoveries;

/// <summary>Runs that left something changed.</summary>
/// <param name="Folders">Theirs, the newest first.</param>
/// <param name="Refused">Folders that say so, and that somebody else could have written.</param>
public sealed record Unfinished(IReadOnlyList<string> Folders, IReadOnlyList<NotTrusted> Refused)
{
    /// <param name="parent">The folder that holds the runs' folders.</param>
    /// <exception cref="NotTrusted">Somebody else could have written to the parent itself.</exception>
    public static Unfinished Look(string parent)
    {
        var refused = new List<NotTrusted>();
        if (!Directory.Exists(parent))
            return new([], []);
        TrustedFolder.Parent(parent).Dispose();
        return new(
            [
                .. Directory
                    .GetDirectories(parent)
                    // "latest" is a link to one of the others; other links lead to runs kept elsewhere.
                    .Where(folder => Path.GetFileName(folder) != RunFolder.LatestName)
                    .Where(folder => IsOpen(folder, refused))
                    .OrderDescending(StringComparer.Ordinal),
            ],
            refused
        );
    }

    /// <inheritdoc cref="Look"/>
    public static IReadOnlyList<string> In(string parent) => Look(parent).Folders;

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
        if (!Journal.HasCopyIn(tree))
            return null;
        var folder = JournalReading.Of([Path.Combine(tree, Journal.CopyName)]).RunFolder;
        return Said(tree, folder is null ? "a run" : Path.GetFileName(folder), tree);
    }

    private static string Said(string tree, string run, string rollback) =>
        $"{tree} still holds what {run} changed: it was interrupted before it could take it back. First: ./run.ps1 rollback {rollback}";

    private static bool IsOpen(string folder, List<NotTrusted> refused)
    {
        if (FileFacts.Of(Path.Combine(folder, Journal.FileName), followed: true) is null)
            return false;
        try
        {
            return RunFolder.JournalOf(folder).Read() is { Open.Count: > 0 } or { Lost.Count: > 0 };
        }
        catch (NotTrusted stranger)
        {
            refused.Add(stranger);
            return false;
        }
    }
}
