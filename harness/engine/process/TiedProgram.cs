using System.Diagnostics;

namespace Verify.Engine;

/// <summary>A program that works on the processors it is given, and dies with the thread that started it.</summary>
public sealed class TiedProgram : IDisposable
{
    // A pipe is empty in milliseconds, unless a child that outlives its parent keeps it open.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Process process;

    private TiedProgram(Process process, Action<string> heard)
    {
        this.process = process;
        process.OutputDataReceived += (_, said) => Hear(said.Data);
        process.ErrorDataReceived += (_, said) => Hear(said.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();

        void Hear(string? line)
        {
            if (line is not null)
                heard(line);
        }
    }

    public int ExitCode => process.ExitCode;

    /// <param name="processors">All that it starts works on these alone.</param>
    /// <param name="heard">Told every line of both outputs, from other threads.</param>
    public static TiedProgram Start(
        IReadOnlyList<string> line,
        IReadOnlyList<int> processors,
        Action<string> heard
    )
    {
        // Each of the two becomes what follows it: the program has the id that is known here.
        var start = new ProcessStartInfo(
            "setpriv",
            ["--pdeathsig", "KILL", "taskset", "--cpu-list", string.Join(',', processors), .. line]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It would leave sockets in /tmp when killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        try
        {
            return new(Process.Start(start)!, heard);
        }
        catch (System.ComponentModel.Win32Exception cause)
        {
            throw new CannotRun($"{line[0]} cannot be started: {cause.Message}", cause);
        }
    }

    /// <summary>Whether it has ended, with all that it said, after no longer than this.</summary>
    public bool HasEnded(TimeSpan patience)
    {
        if (!process.WaitForExit(patience))
            return false;
        process.WaitForExitAsync(CancellationToken.None).Wait(LastWords);
        return true;
    }

    /// <summary>As Ctrl-C does.</summary>
    public void Interrupt()
    {
        // One that has ended has no id of its own any more.
        if (!process.HasExited)
            _ = Libc.Kill(process.Id, Libc.SigInt);
    }

    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }
}
