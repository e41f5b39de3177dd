namespace Verify.Engine.Linux;

/// <summary>The processes that can be seen from here; in a lab those are the lab's own.</summary>
public static class Processes
{
    /// <summary>Those alive, of these names, whose working directory is a folder or lies below it.</summary>
    public static IReadOnlyList<int> WorkingIn(string folder, IReadOnlyList<string> names) =>
        [.. Pids().Where(pid => names.Contains(Name(pid)) && WorksIn(folder, pid))];

    /// <summary>What a process calls itself: its arguments, or the title that it has put over them.</summary>
    public static string Title(int pid) =>
        File.ReadAllText($"/proc/{pid}/cmdline").TrimEnd('\0').Replace('\0', ' ');

    /// <summary>Those alive whose title begins so.</summary>
    public static IEnumerable<int> Titled(string title) =>
        Entitled(one => one.StartsWith(title, StringComparison.Ordinal));

    /// <summary>Those alive in whose title this stands.</summary>
    public static IEnumerable<int> Holding(string words) =>
        Entitled(one => one.Contains(words, StringComparison.Ordinal));

    private static IEnumerable<int> Entitled(Func<string, bool> isWanted) =>
        Pids()
            .Where(pid =>
            {
                try
                {
                    return isWanted(Title(pid));
                }
                catch (IOException)
                {
                    // It ended while it was looked at.
                    return false;
                }
            });

    internal static bool WorksIn(string folder, int pid) =>
        $"{WorkingDirectory(pid)}/".StartsWith(folder + "/", StringComparison.Ordinal);

    internal static IEnumerable<int> Pids() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name.All(char.IsAsciiDigit))
            .Select(int.Parse);

    private static string? Name(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim();
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return null;
        }
    }

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
}
