namespace Verify.Tests.Lab;

/// <summary>Processes as /proc shows them.</summary>
internal static class ProcessTree
{
    /// <summary>The one child of a process, or null where it has none (yet).</summary>
    public static int? ChildOf(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/task/{pid}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(int.Parse)
                .Cast<int?>()
                .FirstOrDefault();
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Those that have not ended, as "pid name".</summary>
    /// <param name="proc">A mount of proc: it shows the processes of its own namespace and those within.</param>
    public static IReadOnlyList<string> Alive(string proc) =>
        [
            .. Directory
                .EnumerateDirectories(proc)
                .Select(Path.GetFileName)
                .Where(name => name!.All(char.IsAsciiDigit))
                .Select(pid => Shown(proc, pid!))
                .OfType<string>(),
        ];

    /// <summary>The arguments of a process, or none where it has ended.</summary>
    public static string[] ArgumentsOf(string proc, string pid)
    {
        try
        {
            return File.ReadAllText($"{proc}/{pid}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>Its parent, or "0" where it has ended.</summary>
    public static string ParentOf(string proc, string pid)
    {
        try
        {
            var stat = File.ReadAllText($"{proc}/{pid}/stat");
            // "pid (name) state parent ...": a name may hold spaces and parentheses.
            return stat[(stat.LastIndexOf(')') + 1)..].Split(' ')[2];
        }
        catch (IOException)
        {
            return "0";
        }
    }

    private static string? Shown(string proc, string pid)
    {
        try
        {
            var stat = File.ReadAllText($"{proc}/{pid}/stat");
            var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
            // What nobody has waited for yet is gone all the same.
            return stat[close + 2] is 'Z' or 'X' ? null : $"{pid} {stat[(open + 1)..close]}";
        }
        catch (IOException)
        {
            return null;
        }
    }
}
