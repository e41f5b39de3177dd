using Verify.Engine.Labs;
using Verify.Engine.Secrets;
using Verify.Reports;
using Verify.Reports.ConsoleOutput;
using Verify.Reports.Json;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Scenarios.Cli;

/// <summary>The end of a run whose lab was killed: its record is closed from outside, and its reports are made of what there is.</summary>
internal static class KilledRun
{
    /// <returns>The exit code.</returns>
    public static int Conclude(RunRequest request, SecretMask mask, LabKilled killed)
    {
        var path = RunFolder.RecordOf(request.Folder);
        if (!File.Exists(path))
            throw killed;
        if (Finished(path) is null)
            Close(path, request, mask, killed);
        var tree = FileReports.Regenerate(request.Folder);
        Consoles.Conclude(tree, request.Folder, request.Json);
        if (request.Json)
            Console.WriteLine(JsonSummary.Render(tree, request.Folder));
        Console.Error.WriteLine($"verify: {killed.Message}");
        return Finished(path)?.ExitCode ?? Verdict.Broken.ExitCode();
    }

    // Whatever claims were missed before: what was killed has not shown what it would have come to.
    private static void Close(string path, RunRequest request, SecretMask mask, LabKilled killed)
    {
        var tree = RunTree.Of(RunRecord.Read(path));
        using var record = new RecordWriter(path, [], mask, TimeProvider.System, goesOn: true);
        // What a lab holds, goes with it.
        foreach (var change in tree.Changes.Where(change => change.Attempts.Count == 0))
            record.Write(new ChangeUndone(change.Phase, change.Step, change.Id));
        record.Write(
            new RunFinished(
                Verdict.Broken,
                Verdict.Broken.ExitCode(),
                request.Phases is not null,
                killed.Message,
                tree.Seconds
            )
        );
    }

    private static RunFinished? Finished(string path) =>
        RunRecord.Read(path).Events.OfType<RunFinished>().LastOrDefault();
}
