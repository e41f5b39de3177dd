using System.Globalization;
using System.Text.RegularExpressions;
using Verify.Engine.Programs;

namespace Verify.Engine.Npm;

/// <summary>A Node.js that is found on the PATH, and how new it is.</summary>
/// <param name="Major">The first number of its version, which is the one that packages ask for.</param>
public sealed partial record NodeProgram(string Path, int Major)
{
    /// <summary>Where a program of Node's is on the PATH, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => System.IO.Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>The one on the PATH; null where there is none, or none that says its version.</summary>
    public static async Task<NodeProgram?> OnPathAsync(CancellationToken ct)
    {
        if (Find("node") is not { } path)
            return null;
        var said = await Command.RunAsync([path, "--version"], ct);
        return said.ExitCode == 0 && Version().Match(said.Stdout) is { Success: true } version
            ? new(path, int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@"^v(\d{1,4})\.\d")]
    private static partial Regex Version();
}
