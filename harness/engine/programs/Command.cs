using Verify.Engine.Namespaces;

namespace Verify.Engine.Programs;

/// <summary>A program run to its end. Arguments are an array and never pass through a shell.</summary>
public static class Command
{
    // Far more than any program that is asked here has to say; an endless one must not fill the memory.
    internal const int MostSaid = 16 * 1024 * 1024;

    /// <summary>Runs it; a cancellation kills it, with its children.</summary>
    /// <param name="within">Whose network and files it has; null for this program's own.</param>
    public static Task<CommandResult> RunAsync(
        IReadOnlyList<string> line,
        CancellationToken ct,
        Compartment? within = null
    ) =>
        HearAsync(
            line,
            async (stdout, stderr, tooMuch) =>
            {
                using var kill = CancellationTokenSource.CreateLinkedTokenSource(ct, tooMuch);
                return within is null
                    ? await CliProgram.RunAsync(line, stdout, stderr, heard: null, kill.Token)
                    : await WithinAsync(within, line, stdout, stderr, kill.Token);
            },
            ct
        );

    /// <summary>The same, but anything but exit 0 throws with the command, its exit code and what it said.</summary>
    public static async Task<CommandResult> MustAsync(
        IReadOnlyList<string> line,
        CancellationToken ct,
        Compartment? within = null
    )
    {
        var result = await RunAsync(line, ct, within);
        return result.ExitCode == 0
            ? result
            : throw new CannotRun(
                $"{result.Shown} ended with exit {result.ExitCode}: {result.Said}"
            );
    }

    /// <summary>
    /// Runs one that changes the machine: a cancellation is to it what Ctrl-C is, and it is waited for until it has ended in
    /// its own way.
    /// </summary>
    /// <param name="heard">Told every line of its standard output, from other threads.</param>
    public static Task<CommandResult> WatchAsync(
        IReadOnlyList<string> line,
        Action<string> heard,
        CancellationToken ct
    ) =>
        HearAsync(
            line,
            (stdout, stderr, tooMuch) =>
                CliProgram.RunAsync(line, stdout, stderr, heard, tooMuch, interrupt: ct),
            ct
        );

    private static async Task<CommandResult> HearAsync(
        IReadOnlyList<string> line,
        Func<BoundedOutput, BoundedOutput, CancellationToken, Task<int>> run,
        CancellationToken ct
    )
    {
        OwnCalls.Current?.Note(line);
        using var tooMuch = new CancellationTokenSource();
        var stdout = new BoundedOutput(MostSaid, tooMuch.Cancel);
        var stderr = new BoundedOutput(MostSaid, tooMuch.Cancel);
        try
        {
            return new(line, await run(stdout, stderr, tooMuch.Token), $"{stdout}", $"{stderr}");
        }
        catch (OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            throw new CannotRun(
                $"{ShellWords.Join(line)} said more than {MostSaid} characters and was killed"
            );
        }
    }

    private static async Task<int> WithinAsync(
        Compartment within,
        IReadOnlyList<string> line,
        BoundedOutput stdout,
        BoundedOutput stderr,
        CancellationToken kill
    )
    {
        using var process = await within.Within(() => PipedProcess.Start(line));
        process.StandardInput.Close();
        var heard = Task.WhenAll(
            stdout.ReadAsync(process.StandardOutput.BaseStream, kill),
            stderr.ReadAsync(process.StandardError.BaseStream, kill)
        );
        try
        {
            await process.WaitForExitAsync(kill);
            await heard;
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
