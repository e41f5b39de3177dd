using System.Globalization;

namespace Verify.Engine;

/// <summary>What can be seen of trees, mounts, processes and ports at a moment, each thing with what it is like.</summary>
internal sealed record WorldLook(IReadOnlyList<(string Kind, string Thing, string Like)> Seen)
{
    public static readonly IReadOnlyList<string> Kinds = ["files", "mounts", "processes", "ports"];

    public static WorldLook Of(IEnumerable<string> trees) =>
        new([
            .. trees.SelectMany(Files).Select(file => ("files", file.Path, file.Like)),
            .. Counted("mounts", Mounts()),
            .. Counted("processes", Processes.Titles()),
            .. Counted("ports", Ports()),
        ]);

    /// <summary>What is not as it was, by name.</summary>
    public IReadOnlyList<string> Differences(string kind, WorldLook later)
    {
        var (before, now) = (Of(kind), later.Of(kind));
        return
        [
            .. before
                .Keys.Union(now.Keys)
                .Order(StringComparer.Ordinal)
                .Where(thing => before.GetValueOrDefault(thing) != now.GetValueOrDefault(thing))
                .Select(thing =>
                    $"{thing}: was {before.GetValueOrDefault(thing, "not there")}, is {now.GetValueOrDefault(thing, "not there")}"
                ),
        ];
    }

    private Dictionary<string, string> Of(string kind) =>
        Seen.Where(one => one.Kind == kind).ToDictionary(one => one.Thing, one => one.Like);

    private static IEnumerable<(string Kind, string Thing, string Like)> Counted(
        string kind,
        IEnumerable<string> things
    ) =>
        things
            .CountBy(thing => thing)
            .Select(pair => (kind, pair.Key, $"there {pair.Value} times"));

    private static IEnumerable<(string Path, string Like)> Files(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is { } target)
            return [(path, $"a link to {target}")];
        if (File.Exists(path))
            return
            [
                (path, $"{Attributes(file)} sha256 {Evidence.Sha256(File.ReadAllBytes(path))}"),
            ];
        return Directory.Exists(path)
            ?
            [
                (path, Attributes(new DirectoryInfo(path))),
                .. Directory.EnumerateFileSystemEntries(path).SelectMany(Files),
            ]
            : [];
    }

    private static string Attributes(FileSystemInfo of)
    {
        var (user, group) = Owner.Of(of.FullName);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"mode {Convert.ToString((int)of.UnixFileMode, 8)} of {user}:{group} changed {of.LastWriteTimeUtc:O}"
        );
    }

    // Without the numbers in front, which the kernel gives anew to every mount; and what is shown of the machine's own
    // /tmp may be deleted there at any time, by whoever it belongs to.
    private static IEnumerable<string> Mounts() =>
        File.ReadLines("/proc/self/mountinfo")
            .Select(line =>
                string.Join(' ', line.Split(' ').Skip(3))
                    .Replace("//deleted ", " ", StringComparison.Ordinal)
            );

    private static IEnumerable<string> Ports()
    {
        const string listening = "0A";
        return new[] { "tcp", "tcp6" }.SelectMany(family =>
            File.ReadLines($"/proc/self/net/{family}")
                .Skip(1)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields[3] == listening)
                .Select(fields => $"{family} {fields[1]}")
        );
    }
}
