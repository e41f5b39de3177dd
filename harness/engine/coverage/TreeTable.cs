namespace Verify.Engine;

/// <summary>Folders that a scenario wants watched, with all that is in them: bytes, modes, owners, times of change.</summary>
internal static class TreeTable
{
    public const string Kind = "tree";

    // Of a sha256; two files that differ share so many of its digits once in 10^14 times.
    private const int DigitsShown = 12;

    public static Fingerprint Look(IEnumerable<string> folders) =>
        new(
            folders
                .Where(Directory.Exists)
                .SelectMany(folder => All(new DirectoryInfo(folder)))
                .DistinctBy(entry => entry.FullName)
                .ToDictionary(entry => $"{Kind} {entry.FullName}", Seen, StringComparer.Ordinal)
        );

    /// <summary>Whether a thing lies in a folder.</summary>
    public static bool IsWithin(string key, string folder) =>
        $"{key}/".StartsWith($"{Kind} {folder}/", StringComparison.Ordinal);

    private static IEnumerable<FileSystemInfo> All(DirectoryInfo folder) =>
        folder
            .EnumerateFileSystemInfos()
            // A link is one thing: what it leads to is watched where it lies.
            .SelectMany(entry =>
                entry is DirectoryInfo { LinkTarget: null } inner ? All(inner) : [entry]
            )
            .Prepend(folder);

    private static Thing Seen(FileSystemInfo entry)
    {
        if (entry.LinkTarget is { } target)
            return new($"link {entry.FullName}", $"to {target}");
        var (user, group) = Owner.Of(entry.FullName);
        var mode = Convert.ToString((int)entry.UnixFileMode, 8);
        var kept = $"mode {mode} owner {user}:{group}";
        return entry is FileInfo file
            ? new(
                $"file {file.FullName}",
                $"{kept} changed {file.LastWriteTimeUtc:O} {Content(file)}"
            )
            : new($"folder {entry.FullName}", kept);
    }

    private static string Content(FileInfo file) =>
        // A pipe or a socket would be read for ever.
        IsRegular(file.FullName)
            ? $"sha256 {Evidence.Sha256(File.ReadAllBytes(file.FullName))[..DigitsShown]}"
            : "special";

    // struct statx (statx(2)): the same on every machine; linux/stat.h.
    private static bool IsRegular(string path)
    {
        const int size = 256;
        const int modeAt = 28;
        const int atFdCwd = -100;
        const uint type = 1;
        const int typeBits = 0xF000;
        const int regular = 0x8000;
        Span<byte> found = stackalloc byte[size];
        Libc.Check(Libc.StatX(atFdCwd, path, 0, type, found), $"looking at {path}");
        return (BitConverter.ToUInt16(found[modeAt..]) & typeBits) == regular;
    }
}
