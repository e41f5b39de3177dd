using System.Diagnostics;
using Verify.Engine;
using Verify.Reports;

namespace Verify.Scenarios;

/// <summary>A scenario carried out by the program in a lab of its own; phases repeat the verdicts of its record.</summary>
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

    public static RecordedRun Start(string scenario)
    {
        var folder = Path.Combine(Checkout.Out, "tests", $"{scenario}-{Guid.NewGuid():N}");
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(RecordedRun).Assembly.Location, "scenario", scenario, "--json", "--out", folder]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        var program = Process.Start(start)!;
        // The summary is in the record too; unread, it could fill the pipe.
        _ = program.StandardOutput.ReadToEndAsync();
        return new(folder, program);
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
            ? RunRecord
                .Read(record)
                .Events.OfType<PhaseFinished>()
                .FirstOrDefault(one => one.Phase == phase)
            : null;
    }
}
