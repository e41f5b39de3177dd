namespace Verify.Engine;

/// <summary>The processes that can be seen from here; in a lab those are the lab's own.</summary>
public static class Processes
{
    private const char Zombie = 'Z';

    /// <summary>Those alive with one of these names, as "pid name".</summary>
    public static IReadOnlyList<string> Named(params string[] names) =>
        [
            .. Pids()
                .Select(pid => (pid, stat: Stat($"{pid}")))
                .Where(one => names.Contains(one.stat.Name) && one.stat.State != Zombie)
                .Select(one => $"{one.pid} {one.stat.Name}"),
        ];

    /// <summary>Those whose working directory is a folder or lies below it.</summary>
    public static IReadOnlyList<int> WorkingIn(string folder) =>
        [
            .. Pids()
                .Where(pid =>
                    $"{WorkingDirectory(pid)}/".StartsWith(folder + "/", StringComparison.Ordinal)
                ),
        ];

    private static string? WorkingDirectory(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").LinkTarget;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile, or another user's.
            return null;
        }
    }

    private static IEnumerable<int> Pids() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name.All(char.IsAsciiDigit))
            .Select(int.Parse);

    // "pid (name) state ...", where a name may hold spaces and parentheses: see proc(5).
    private static (string? Name, char State) Stat(string pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
            return (stat[(open + 1)..close], stat[close + 2]);
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return (null, Zombie);
        }
    }
}
