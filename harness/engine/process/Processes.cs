namespace Verify.Engine;

/// <summary>The processes that can be seen from here; in a lab those are the lab's own.</summary>
public static class Processes
{
    private const char Zombie = 'Z';

    /// <summary>Those alive with one of these names, as "pid name".</summary>
    public static IReadOnlyList<string> Named(params string[] names) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder => Path.GetFileName(folder))
                .Where(pid => pid.All(char.IsAsciiDigit))
                .Select(pid => (pid, stat: Stat(pid)))
                .Where(one => names.Contains(one.stat.Name) && one.stat.State != Zombie)
                .Select(one => $"{one.pid} {one.stat.Name}"),
        ];

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
