namespace Verify.Engine;

/// <summary>The processes that can be seen from here; in a lab those are the lab's own.</summary>
public static class Processes
{
    /// <summary>Those alive whose working directory is a folder or lies below it.</summary>
    public static IReadOnlyList<int> WorkingIn(string folder) =>
        [
            .. Pids()
                .Where(pid =>
                    $"{WorkingDirectory(pid)}/".StartsWith(folder + "/", StringComparison.Ordinal)
                ),
        ];

    private static IEnumerable<int> Pids() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name.All(char.IsAsciiDigit))
            .Select(int.Parse);

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
