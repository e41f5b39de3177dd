using Verify.Engine.Interruptions;
using Verify.Engine.Labs;
using Verify.Engine.Record;
using Verify.Engine.Runs;

namespace Verify.Engine.Drill;

/// <summary>Carries cells out in a fresh lab of theirs: nothing leaks from one to the next, or outlives a drill.</summary>
/// <param name="program">What is typed to start the program, without its arguments.</param>
public sealed class CellLab(LabKind kind, IReadOnlyList<string> program, string scenario)
{
    /// <summary>The verb of the process inside.</summary>
    public const string Word = "drill-cells";

    // Each cell has its own patience inside; this is for a lab that does not even begin, or end.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public CellLab(LabKind kind, string scenario)
        : this(kind, LabEntry.ThisProgram, scenario) { }

    /// <summary>Runs a subject without an interruption, to see what can be cut.</summary>
    /// <exception cref="CannotRun">It does not pass.</exception>
    public Rehearsal Rehearse(string subject, string folder, CancellationToken interrupted)
    {
        var (exitCode, said) = Run(subject, [], folder, () => { }, interrupted);
        interrupted.ThrowIfCancellationRequested();
        return exitCode == 0
            ? CellRequest.LoadRehearsal(folder)
            : throw new CannotRun($"The rehearsal of the drill failed: {said}");
    }

    /// <summary>Blocks its thread: the lab ends with the thread that started it.</summary>
    /// <param name="counted">Told whenever a cell has ended.</param>
    /// <returns>What happened in each cell's step, and, where a lab came to a bad end, what it said.</returns>
    internal CellEnd Carry(
        IReadOnlyList<DrillCell> cells,
        string folder,
        Action counted,
        CancellationToken interrupted
    )
    {
        var (exitCode, said) = Run(cells[0].Subject, cells, folder, counted, interrupted);
        var record = RunFolder.RecordOf(folder);
        return new(
            File.Exists(record) ? [.. File.ReadLines(record).Select(Parse).OfType<RunEvent>()] : [],
            exitCode == 0 ? null
                : LabKilled.SignalOf(exitCode, said) is { } signal
                    ? $"the cell's lab was killed by {LabKilled.Name(signal)}"
                : $"the cell's lab ended with exit {exitCode}: {said}"
        );
    }

    private (int ExitCode, string Said) Run(
        string subject,
        IReadOnlyList<DrillCell> cells,
        string folder,
        Action counted,
        CancellationToken interrupted
    )
    {
        new CellRequest(scenario, subject, cells, program).Save(folder);
        using var lab = LabEntry.Start(kind, [.. program, Word, folder]);
        lab.OutputDataReceived += (_, heard) =>
        {
            if (heard.Data == CellInside.Counted)
                counted();
        };
        lab.BeginOutputReadLine();
        var stderr = lab.StandardError.ReadToEndAsync(CancellationToken.None);
        using var stop = interrupted.Register(lab.Kill);
        if (!lab.WaitForExit(Patience))
            lab.Kill();
        lab.WaitForExit();
        return (lab.ExitCode, Unsigned(stderr.GetAwaiter().GetResult().Trim()));
    }

    // What the program inside says is said again by the one outside.
    private static string Unsigned(string said) =>
        said.StartsWith("verify: ", StringComparison.Ordinal) ? said["verify: ".Length..] : said;

    // The last line of a lab that was killed may be half a line.
    private static RunEvent? Parse(string line)
    {
        try
        {
            return RecordJson.Parse(line);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}

/// <param name="Failure">Why the lab itself did not get to its end; null where it did.</param>
internal sealed record CellEnd(IReadOnlyList<RunEvent> Events, string? Failure)
{
    /// <summary>How a cell ended; null where it did not.</summary>
    public Verdict? Verdict(DrillCell cell) => Finished(cell)?.Verdict;

    public StepFinished? Finished(DrillCell cell) =>
        Events.OfType<StepFinished>().FirstOrDefault(one => one.Step == cell.Id);
}
