namespace Verify.Engine.LeftChanged;

/// <summary>The kernel's settings, as far as they can be set and read; what can only be read is a count.</summary>
/// <remarks>Those of the network are the network's that the looking thread is in: the program's own.</remarks>
internal sealed class SysctlTable
{
    public const string Kind = "sysctl";

    public const string Root = "/proc/sys";
    private const UnixFileMode Set =
        UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Get =
        UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    // The longest that the kernel has is a few hundred characters.
    private const int Longest = 4096;

    // Found once: one that comes with an interface or a module, or goes with it, has been set by nobody.
    private readonly List<string> settings = [.. Settings(Root)];

    public Fingerprint Look()
    {
        var things = new Dictionary<string, Thing>(settings.Count, StringComparer.Ordinal);
        var buffer = new byte[Longest];
        foreach (var path in settings.ToArray())
            if (Value(path, buffer) is { } value)
                things[$"{Kind} {path}"] = new($"sysctl {Name(path)}", value);
            else
                settings.Remove(path);
        return new(things);
    }

    private static string? Value(string path, byte[] buffer)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var length = RandomAccess.Read(file, buffer, 0);
            return System.Text.Encoding.UTF8.GetString(buffer, 0, length).Trim().Replace('\t', ' ');
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // Another user's, or gone with its interface.
            return null;
        }
    }

    // As sysctl(8) writes it: a point in a name, as in eth0.100, becomes a slash.
    public static string Name(string path) =>
        string.Concat(
            path[(Root.Length + 1)..]
                .Select(c =>
                    c == '/' ? '.'
                    : c == '.' ? '/'
                    : c
                )
        );

    private static IEnumerable<string> Settings(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFileSystemInfos()
            .Where(entry => !IsLeftOut(entry))
            .SelectMany(entry =>
                entry is DirectoryInfo ? Settings(entry.FullName)
                : (entry.UnixFileMode & Set) != 0 && (entry.UnixFileMode & Get) != 0
                    ? [entry.FullName]
                : []
            );

    private static bool IsLeftOut(FileSystemInfo entry) =>
        entry.FullName[(Root.Length + 1)..]
            is
                // The id that the last process got: every process moves it.
                "kernel/ns_last_pid"
                // What the kernel has complained of since it booted, by itself.
                or "kernel/tainted"
                // How many more hung tasks it will complain of: it counts down.
                or "kernel/hung_task_warnings"
                // It samples less often by itself where sampling takes too long.
                or "kernel/perf_event_max_sample_rate"
                // To read it makes every processor add up its counts.
                or "vm/stat_refresh"
                // A key, made when it is first needed; it is nobody's to keep in a file.
                or "net/ipv4/tcp_fastopen_key"
                // Mounted by itself as soon as somebody looks into it.
                or "fs/binfmt_misc"
        || entry.Name
            is
                // A secret too.
                "stable_secret"
                // What routers announce to an interface.
                or "hop_limit"
                or "mtu"
                or "retrans_time"
                or "retrans_time_ms"
                or "base_reachable_time"
                or "base_reachable_time_ms";
}
