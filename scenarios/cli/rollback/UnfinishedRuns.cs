using System.Security.Cryptography;
using System.Text;
using Verify.Engine.Journals;
using Verify.Engine.Linux;
using Verify.Engine.Recoveries;
using Verify.Engine.Tree;
using Verify.Engine.Trust;

namespace Verify.Scenarios.Cli.Rollback;

/// <summary>The journals of runs that the user names.</summary>
internal static class UnfinishedRuns
{
    /// <param name="run">A run's id or folder, or a tree that a run has changed.</param>
    public static IReadOnlyList<Journal> Named(string run)
    {
        if (run.Length == 0)
            throw new UsageError(
                "An empty name is no run. Name one, or the tree that it changed, or leave it out for all that left something."
            );
        var folder = Path.GetFullPath(run);
        if (Journal.HasCopyIn(folder) && Tree.MustBeChangeable(folder) is var tree && Tells(tree))
            return [Journal.OfTree(tree, PlaceFor(tree))];
        // A tree that tells of no run (any more): only runs' own journals can.
        return NamedRuns.IsKnown(run) || !Directory.Exists(folder)
            ? [RunFolder.JournalOf(NamedRuns.Find(run))]
            :
            [
                .. Unfinished
                    .In(Checkout.Out)
                    .Select(RunFolder.JournalOf)
                    .Where(journal => journal.Tree == RealPath.Of(folder)),
            ];
    }

    /// <summary>Of the journal in a tree, if it tells of no run and no run's own journal tells of the tree; otherwise null.</summary>
    public static string? Untold(string run)
    {
        if (run.Length == 0)
            return null;
        var folder = Path.GetFullPath(run);
        if (!Journal.HasCopyIn(folder) || Tells(folder) || Named(run).Count > 0)
            return null;
        var copy = Path.Combine(folder, Journal.CopyName);
        return $"{copy} tells of no run, so nothing was undone: {string.Join("; ", JournalReading.Of([copy]).Lost)}."
            + $"\nCompare {folder} with a backup; when it is right, remove the journal: {ShellWords.Join(["rm", copy])}";
    }

    private static bool Tells(string tree) =>
        JournalReading.Of([Path.Combine(tree, Journal.CopyName)])
            is { RunFolder: not null }
                or { Entries.Count: > 0 };

    // Two trees may have the same name.
    private static string PlaceFor(string tree) =>
        Path.Combine(
            Checkout.Out,
            $"{Path.GetFileName(tree)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tree)))[..8]}-rolled-back"
        );

    /// <summary>Where the undos of a run may reach.</summary>
    public static Confines Confines(Journal journal) =>
        RunFolder.ConfinesOf(journal, journal.Tree is null ? PlacesOfOlder(journal.Folder) : null);

    // Requests of older versions do not say where the run worked; its scenario knows. Where it cannot say, no undo reaches
    // beyond the run's folder.
    private static IReadOnlyList<string> PlacesOfOlder(string folder)
    {
        try
        {
            if (RunFolder.Prepared(folder) is not { NoLab: true, Places: null } request)
                return [];
            var scenario = ScenarioCatalogue.Of(request);
            scenario.Configure(request);
            return scenario.Places;
        }
        catch (Exception unreadable)
            when (unreadable
                    is UsageError
                        or CannotRun
                        or IOException
                        or UnauthorizedAccessException
                        or System.Text.Json.JsonException
            )
        {
            return [];
        }
    }
}
