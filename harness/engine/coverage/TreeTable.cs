namespace Verify.Engine;

/// <summary>Folders that a scenario wants watched, with all that is in them: bytes, modes, owners, times of change.</summary>
internal static class TreeTable
{
    public const string Kind = "tree";

    public static Fingerprint Look(IEnumerable<string> folders) =>
        new(
            folders
                .Where(Directory.Exists)
                .SelectMany(folder =>
                    TreeFingerprint
                        .Of(folder, withoutJournalCopy: true)
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
