using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Scenarios.Nightly;

/// <summary>How a job's program ended, held against what its record says.</summary>
/// <param name="Run">What the record tells; null where there is none.</param>
/// <param name="Folder">The run's folder; null where it made none.</param>
internal sealed record JobEnd(
    Verdict Verdict,
    int ExitCode,
    string? Why,
    TimeSpan Took,
    RunTree? Run,
    string? Folder
)
{
    private const int LeftChanged = 5;
    private const int Interrupted = 130;

    // Of what a program said last, enough to know what is wrong.
    private const int Excerpt = 300;

    /// <param name="said">The last of what it said.</param>
    /// <param name="ended">Why it was ended from outside; null where it ended by itself.</param>
    public static JobEnd Of(string folder, int exitCode, string said, string? ended, TimeSpan took)
    {
        var run = Path.Combine(folder, NamedRuns.Latest);
        var record = RunFolder.RecordOf(run);
        if (!File.Exists(record))
            return new(
                Verdict.Broken,
                exitCode == 0 ? Verdict.Broken.ExitCode() : exitCode,
                ended ?? $"it ended with exit {exitCode} and left no record: {Short(said)}",
                took,
                null,
                null
            );
        var tree = RunTree.Of(RunRecord.Read(record));
        var conclusion = RunStatus.Of(tree);
        // The link is relative, and names the run.
        var at = Path.Combine(folder, new FileInfo(run).LinkTarget ?? NamedRuns.Latest);
        return tree.Standing.Verdict is { } verdict && tree.CutOff is null && ended is null
            ? verdict.ExitCode() == exitCode || exitCode is LeftChanged or Interrupted
                ? new(verdict, exitCode, conclusion.Why, took, tree, at)
                : new(
                    Verdict.Broken,
                    exitCode == 0 ? Verdict.Broken.ExitCode() : exitCode,
                    $"it ended with exit {exitCode}, though its record says {verdict.Word()}: {Short(said)}",
                    took,
                    tree,
                    at
                )
            : new(
                Verdict.Broken,
                exitCode == 0 ? Verdict.Broken.ExitCode() : exitCode,
                ended
                    ?? $"it ended with exit {exitCode} in the middle of it: {conclusion.Why}. {Short(said)}",
                took,
                tree,
                at
            );
    }

    private static string Short(string said)
    {
        var line = said.Trim().ReplaceLineEndings(" ");
        return line.Length <= Excerpt ? line : $"... {line[^Excerpt..]}";
    }
}
