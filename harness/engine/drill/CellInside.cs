using Verify.Engine.Record;
using Verify.Engine.Runs;
using Verify.Engine.Scenarios;
using Verify.Engine.Secrets;

namespace Verify.Engine.Drill;

/// <summary>The process in a cell's lab: it makes the world, has the run interrupted in it, and looks at what is left.</summary>
public static class CellInside
{
    /// <summary>The verb of the program that is interrupted.</summary>
    public const string CarryOut = "carry-out";

    // In a lab /run is the lab's own: nothing of a cell outlives it but what is reported.
    private const string Place = "/run/verify-drill";

    /// <summary>Said on standard output when a cell has ended, for whoever counts them.</summary>
    internal const string Counted = "cell";

    /// <param name="folder">The cells' own, outside: their request lies in it, and what was found is left there.</param>
    /// <param name="find">Gives a scenario by its name.</param>
    public static async Task<int> RunAsync(
        string folder,
        Func<string, Scenario> find,
        CancellationToken ct
    )
    {
        var request = CellRequest.Load(folder);
        var scenario = find(request.Scenario);
        var subject = scenario.Drills.Single(one => one.Name == request.Subject);
        Directory.CreateDirectory(Place);
        await using var world = await subject.ArrangeAsync(Place, ct);
        var cell = new CellRun(world, new(request.Program));
        if (request.Cells.Count == 0)
        {
            CellRequest.Save(await RehearseAsync(subject, scenario, cell, ct), folder);
            return 0;
        }
        using var record = new RecordWriter(
            RunFolder.RecordOf(folder),
            [],
            SecretMask.OfThisProgram(),
            TimeProvider.System
        );
        await new Run(new("cells", request.Scenario, folder), record, ct)
        {
            DoubtsStandstills = false,
        }.CarryOutAsync(
            new CellScenario(
                request.Scenario,
                request.Cells,
                async (step, one) =>
                {
                    await cell.CarryOutAsync(step, one);
                    Console.WriteLine(Counted);
                }
            )
        );
        return 0;
    }

    private static async Task<Rehearsal> RehearseAsync(
        DrillSubject subject,
        Scenario scenario,
        CellRun cell,
        CancellationToken ct
    )
    {
        var (request, ended) = await cell.RehearseAsync(ct);
        // Observations are left out, and skipped is no pass: no claim may be missed, and nothing left.
        if (ended.ExitCode != 0 && ended.ExitCode != Verdict.Skipped.ExitCode())
            throw new CannotRun(
                $"{subject.Title}: uninterrupted, the run ended with exit {ended.ExitCode} ({WhyOf(request) ?? ended.Stderr}). "
                    + "Nothing can be told of interruptions before it passes."
            );
        scenario.Configure(request);
        return Rehearsal.Of(subject, scenario, ended);
    }

    private static string? WhyOf(RunRequest request) =>
        File.Exists(RunFolder.RecordOf(request.Folder))
            ? File.ReadLines(RunFolder.RecordOf(request.Folder))
                .Select(RecordJson.Parse)
                .OfType<RunFinished>()
                .LastOrDefault()
                ?.Reason
            : null;
}
