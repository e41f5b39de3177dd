using System.Text.Json;
using Verify.Engine.Programs;
using Verify.Engine.Record;
using Verify.Engine.Runs;

namespace Verify.Engine.Scenarios;

/// <summary>Runs a scenario in a lab of its own, as the program would, and reports the verdicts from its record.</summary>
internal sealed class RecordedRun : IConductor
{
    private const int LeftChangedExit = 5;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly string folder;
    private readonly Task<CommandResult> run;

    private RecordedRun(string folder, Task<CommandResult> run) =>
        (this.folder, this.run) = (folder, run);

    /// <param name="program">The assembly to start; it contains the scenario.</param>
    public static RecordedRun Start(string scenario, string program)
    {
        var folder = Path.Combine(Checkout.Out, "tests", $"{scenario}-{Guid.NewGuid():N}");
        string[] line = ["dotnet", program, "scenario", scenario, "--json", "--out", folder];
        return new(folder, Command.RunAsync(line, CancellationToken.None));
    }

    public async Task<PhaseOutcome> ConductAsync(string phase, CancellationToken ct)
    {
        while (true)
        {
            var ended = run.IsCompleted;
            if (Finished(phase) is { } finished)
                return new(finished.Verdict, finished.Reason);
            if (ended)
                return new(
                    Verdict.Broken,
                    $"the run ended with exit {(await run).ExitCode}: {(await run).Stderr.Trim()}"
                );
            await Task.Delay(BetweenLooks, ct);
        }
    }

    public async Task EndAsync()
    {
        var ended = await run;
        if (ended.ExitCode == LeftChangedExit)
            throw new CannotRun($"The run left something changed: {ended.Stderr.Trim()}");
    }

    private PhaseFinished? Finished(string phase)
    {
        var record = Path.Combine(folder, "latest", RunFolder.RecordName);
        return File.Exists(record)
            ? File.ReadLines(record)
                .Select(Parse)
                .OfType<PhaseFinished>()
                .FirstOrDefault(one => one.Phase == phase)
            : null;
    }

    // The run is still writing: its last line may be incomplete.
    private static RunEvent? Parse(string line)
    {
        try
        {
            return RecordJson.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
