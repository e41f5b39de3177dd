using System.Diagnostics;
using Verify.Engine.Interruptions;
using Verify.Engine.Labs;

namespace Verify.Engine.Drill;

/// <summary>This program, started as on a machine: it does not know of the lab around it.</summary>
/// <param name="line">What is typed to start it, without its arguments.</param>
internal sealed class DrilledProgram(IReadOnlyList<string> line)
{
    // Not by CliWrap, which does not hand out the process: it is killed at an instant, and alone.
    /// <param name="meanwhile">Done while it runs, such as killing it.</param>
    public async Task<DrilledEnd> RunAsync(
        string verb,
        string folder,
        CancellationToken ct,
        Func<Process, CancellationToken, Task>? meanwhile = null
    )
    {
        var start = new ProcessStartInfo(line[0], [.. line.Skip(1), verb, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(Lab.Variable);
        start.Environment.Remove(Lab.OutsideVariable);
        start.Environment[Interrupter.Variable] = "1";
        long? interrupted = null;
        var said = new List<string>();
        var cuts = new List<(string, long)>();
        using var program = Process.Start(start)!;
        program.ErrorDataReceived += (_, heard) =>
        {
            if (heard.Data == Interrupter.Mark)
                interrupted ??= Stopwatch.GetTimestamp();
            else if (heard.Data?.StartsWith(Interrupter.CouldCut, StringComparison.Ordinal) == true)
                cuts.Add((heard.Data[Interrupter.CouldCut.Length..], Stopwatch.GetTimestamp()));
            else if (heard.Data is not null)
                said.Add(heard.Data);
        };
        program.BeginErrorReadLine();
        program.StandardInput.Close();
        var output = program.StandardOutput.ReadToEndAsync(ct);
        try
        {
            if (meanwhile is not null)
            {
                await meanwhile(program, ct);
                interrupted ??= Stopwatch.GetTimestamp();
            }
            await program.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            program.Kill(entireProcessTree: true);
            throw;
        }
        var ended = Stopwatch.GetTimestamp();
        return new(
            program.ExitCode,
            interrupted,
            ended,
            await output,
            string.Join('\n', said),
            cuts
        );
    }
}

/// <param name="Interrupted">When the drill's word came, by the stopwatch; null where it never did.</param>
/// <param name="Cuts">In a rehearsal: where acts could be cut, and when it got there.</param>
internal sealed record DrilledEnd(
    int ExitCode,
    long? Interrupted,
    long Ended,
    string Stdout,
    string Stderr,
    IReadOnlyList<(string Where, long At)> Cuts
);
