using Verify.Engine.Tree;

namespace Verify.Engine.LeftChanged;

/// <summary>Folders that a scenario wants watched, with all that is in them: bytes, modes, owners, times of change.</summary>
internal static class TreeTable
{
    public const string Kind = "tree";

    /// <param name="folders">They need not be there.</param>
    /// <param name="withoutJournalCopy">Leaves out what lies in a tree only while a run is on.</param>
    public static Fingerprint Look(IEnumerable<string> folders, bool withoutJournalCopy) =>
        new(
            folders
                // Whatever is there by now: a file in a folder's place is a difference too.
                .Where(Path.Exists)
                .SelectMany(folder =>
                    TreeFingerprint
                        .Of(folder, withoutJournalCopy)
                        .Entries.Select(entry => (Path: PathOf(folder, entry), Entry: entry))
                )
                .DistinctBy(one => one.Path)
                .ToDictionary(
                    one => $"{Kind} {one.Path}",
                    one => new Thing($"{one.Entry.Type} {one.Path}", one.Entry.State),
                    StringComparer.Ordinal
                )
        );

    /// <summary>Whether a thing lies in a folder.</summary>
    public static bool IsWithin(string key, string folder) =>
        $"{key}/".StartsWith($"{Kind} {folder}/", StringComparison.Ordinal);

    private static string PathOf(string folder, TreeEntry entry) =>
        entry.Path == TreeFingerprint.Root ? folder : Path.Combine(folder, entry.Path);
}
