namespace Verify.Engine.Linux;

/// <summary>A path without symbolic links, as far as it exists.</summary>
public static class RealPath
{
    // As the kernel has it: more links on one path are a loop.
    private const int MostLinks = 40;

    public static string Of(string path) => Of(path, MostLinks);

    /// <summary>Whether a path lies in a folder, or is it; both without links.</summary>
    public static bool Holds(string folder, string path) =>
        $"{path}/".StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static string Of(string path, int links)
    {
        var real = "/";
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name is ".")
                continue;
            if (name is "..")
            {
                real = Path.GetDirectoryName(real) ?? "/";
                continue;
            }
            var next = Path.Combine(real, name);
            var target = new FileInfo(next).LinkTarget;
            if (target is null)
                real = next;
            else if (links == 0)
                throw new CannotRun($"{path} leads through more than {MostLinks} symbolic links.");
            else
                real = Of(Path.Combine(real, target), links - 1);
        }
        return real;
    }
}
