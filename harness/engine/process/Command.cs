using System.Diagnostics;

namespace Verify.Engine;

/// <summary>A program run to its end. Arguments are an array and never pass through a shell.</summary>
public static class Command
{
    /// <param name="within">Whose network and files it has; null for this program's own.</param>
    public static async Task<CommandResult> RunAsync(
        IReadOnlyList<string> line,
        CancellationToken ct,
        Compartment? within = null
    )
    {
        OwnCalls.Current?.Note(line);
        using var process = within is null ? Start(line) : await within.Within(() => Start(line));
        process.StandardInput.Close();
        var stdout = process.StandardOutput.ReadToEndAsync(ct);
        var stderr = process.StandardError.ReadToEndAsync(ct);
        try
        {
            await process.WaitForExitAsync(ct);
            return new(line, process.ExitCode, await stdout, await stderr);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

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

    private static Process Start(IReadOnlyList<string> line)
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception cause)
        {
            throw new CannotRun($"{line[0]} cannot be started: {cause.Message}", cause);
        }
    }
}

/// <summary>What a program said and how it ended.</summary>
public sealed record CommandResult(
    IReadOnlyList<string> Line,
    int ExitCode,
    string Stdout,
    string Stderr
)
{
    /// <summary>The command as a person would type it.</summary>
    public string Shown => ShellWords.Join(Line);

    /// <summary>Everything it said, errors first.</summary>
    public string Said => $"{Stderr.Trim()}\n{Stdout.Trim()}".Trim();
}
