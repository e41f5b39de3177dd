using Verify.Engine.Trust;
using Verify.Reports.Nightly;

namespace Verify.Scenarios.Cli.Report;

/// <summary>Nights as the user names them, by id or folder.</summary>
internal static class Nights
{
    /// <summary>The folder of a night that ended; null where no night is meant.</summary>
    /// <exception cref="UsageError">It did not end.</exception>
    /// <exception cref="NotTrusted">Somebody else could have written to it.</exception>
    public static string? Find(string night)
    {
        string[] candidates = [Path.Combine(Checkout.Out, night), Path.GetFullPath(night)];
        if (candidates.FirstOrDefault(RunFolder.IsNight) is { } found)
        {
            // Pages are written there, of runs that are read there.
            RunFolder.MustBeOurs(found);
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(found));
        }
        var runs = candidates
            .Where(folder => Path.GetFileName(folder).Contains("-night-", StringComparison.Ordinal))
            .Where(Directory.Exists)
            .SelectMany(RunsIn)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return runs.Count == 0
            ? null
            : throw new UsageError(
                $"{night} is no night that ended: there is no {NightFile.FileName} in it. Name one of its runs: {string.Join(", ", runs)}."
            );
    }

    // A job's folder has its runs, and the link to the latest of them.
    private static IEnumerable<string> RunsIn(string night) =>
        Directory
            .EnumerateFiles(
                night,
                RunFolder.RecordName,
                new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 }
            )
            .Select(record => Path.GetDirectoryName(record)!)
            .Where(run => new DirectoryInfo(run).LinkTarget is null);
}
