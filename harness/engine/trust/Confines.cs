using Verify.Engine.Linux;

namespace Verify.Engine.Trust;

/// <summary>Where the undos of a run may reach, whoever wrote them: nothing elsewhere is touched.</summary>
/// <param name="RunFolder">The run's own, without links.</param>
/// <param name="Tree">The tree that the user named, without links; null where none was.</param>
/// <param name="Places">Folders of the machine that the run was to work in.</param>
/// <param name="Given">What the user gave the run: a command is run only if it stands there.</param>
public sealed record Confines(
    string RunFolder,
    string? Tree,
    IReadOnlyList<string> Places,
    IReadOnlyCollection<string> Given
)
{
    public bool IsInRun(string path) => IsBelow(RunFolder, path);

    /// <summary>In the tree, and not the tree itself.</summary>
    public bool IsInTree(string path) => Tree is { } tree && IsBelow(tree, path);

    /// <summary>In a place that the run was to work in, or the place itself.</summary>
    public bool IsInPlace(string path) =>
        IsPlain(path) && Places.Any(place => RealOf(path) == RealOf(place) || IsBelow(place, path));

    /// <summary>Whether the user gave the run this command.</summary>
    public bool IsGiven(IReadOnlyList<string> command) =>
        Given.Contains(ShellWords.Join(command))
        || Given.Any(given => Words(given)?.SequenceEqual(command) == true);

    /// <exception cref="CannotRun">It is not so.</exception>
    public void Must(bool isWithin, string path)
    {
        if (!isWithin)
            throw new CannotRun(
                $"{path} is outside what the run could change ({string.Join(", ", [.. Tree is null ? Array.Empty<string>() : [Tree], .. Places, RunFolder])}) and was left alone. If the change is right, make it by hand."
            );
    }

    // Nothing on the way may lead elsewhere: neither ".." nor a link.
    private static bool IsBelow(string folder, string path) =>
        IsPlain(path)
        && RealOf(path) is var real
        && RealPath.Of(folder) is var within
        && real != within
        && RealPath.Holds(within, real);

    private static bool IsPlain(string path) =>
        Path.IsPathFullyQualified(path) && Path.GetFullPath(path) == path;

    // The entry itself may be a link: it is replaced or removed, not followed.
    private static string RealOf(string path) =>
        Path.GetDirectoryName(path) is { } folder
            ? Path.Combine(RealPath.Of(folder), Path.GetFileName(path))
            : path;

    private static IReadOnlyList<string>? Words(string given)
    {
        try
        {
            return ShellWords.Split(given, "a command");
        }
        catch (UsageError)
        {
            return null;
        }
    }
}
