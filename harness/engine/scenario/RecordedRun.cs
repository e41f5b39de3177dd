using System.Diagnostics;
using System.Text.Json;

namespace Verify.Engine;

/// <summary>Runs a scenario in a lab of its own, as the program would, and reports the verdicts from its record.</summary>
internal sealed class RecordedRun : IConductor
{
    private const int LeftChangedExit = 5;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly string folder;
    private readonly Process program;
    private readonly Task<string> errors;

    private RecordedRun(string folder, Process program) =>
        (this.folder, this.program, errors) = (
            folder,
            program,
            program.StandardError.ReadToEndAsync()
        );

    /// <param name="program">The assembly to start; it contains the scenario.</param>
    public static RecordedRun Start(string scenario, string program)
    {
        var folder = Path.Combine(Checkout.Out, "tests", $"{scenario}-{Guid.NewGuid():N}");
        var start = new ProcessStartInfo(
            "dotnet",
            [program, "scenario", scenario, "--json", "--out", folder]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        var started = Process.Start(start)!;
        // The summary is in the record too; unread, it could fill the pipe.
        _ = started.StandardOutput.ReadToEndAsync();
        return new(folder, started);
    }

    public async Task<PhaseOutcome> ConductAsync(string phase, CancellationToken ct)
    {
        while (true)
        {
            var ended = program.HasExited;
            if (Finished(phase) is { } finished)
                return new(finished.Verdict, finished.Reason);
            if (ended)
                return new(
                    Verdict.Broken,
                    $"the run ended with exit {program.ExitCode}: {(await errors).Trim()}"
                );
            await Task.Delay(BetweenLooks, ct);
        }
    }

    public async Task EndAsync()
    {
        await program.WaitForExitAsync();
        if (program.ExitCode == LeftChangedExit)
            throw new CannotRun($"The run left something changed: {(await errors).Trim()}");
        program.Dispose();
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
