using System.Diagnostics;

namespace Verify.Engine;

/// <summary>A program that runs until it is stopped; it dies with us, and what it says is kept.</summary>
public sealed class Daemon : IAsyncDisposable
{
    // After a SIGKILL the kernel takes milliseconds to take a process down, with whatever traces it or holds its pipes; where
    // dozens want the same processor, it has taken more than five seconds.
    private static readonly TimeSpan KillPatience = TimeSpan.FromMinutes(1);

    // A pipe is empty in milliseconds, unless a child that outlives its parent keeps it open.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Process process;
    private readonly LogTail log = new();

    private Daemon(Process process, IReadOnlyList<string> line, Action<string>? heard)
    {
        (this.process, Line) = (process, line);
        process.OutputDataReceived += (_, said) =>
        {
            log.Add(said.Data);
            if (said.Data is not null)
                heard?.Invoke(said.Data);
        };
        process.ErrorDataReceived += (_, said) => log.Add(said.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyList<string> Line { get; }
    public int Id => process.Id;
    public bool HasExited => process.HasExited;
    public int ExitCode => process.ExitCode;

    /// <summary>The last of what it said.</summary>
    public string Log => log.ToString();

    /// <summary>How many lines it has said.</summary>
    public long Said => log.Heard;

    /// <summary>What it has said after so many lines.</summary>
    public IReadOnlyList<string> SaidSince(long mark) => log.Since(mark);

    /// <param name="folder">Its working directory: by that it is known as ours, whatever it forks.</param>
    /// <param name="heard">Told every line of its standard output.</param>
    public static async Task<Daemon> StartAsync(
        IReadOnlyList<string> line,
        string folder,
        Compartment compartment,
        CancellationToken ct,
        Action<string>? heard = null
    )
    {
        ct.ThrowIfCancellationRequested();
        // setpriv ties its life to the thread that starts it, and the compartment's thread lives as long as we do.
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", .. line])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Listening queues work: it begins outside.
        return new(await compartment.Within(() => Process.Start(start)!), line, heard);
    }

    /// <summary>Ends it and everything it started; no word of farewell that could change its output.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(ct);
    }

    /// <summary>Asks it to end in its own way (SIGTERM) and waits until it has, with all that it said.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        // One that has ended has no id of its own any more.
        if (!process.HasExited)
            _ = Libc.Kill(process.Id, Libc.SigTerm);
        await process.WaitForExitAsync(ct);
    }

    /// <summary>Throws with the log if it has ended by itself.</summary>
    public void MustRun(string name)
    {
        if (!process.HasExited)
            return;
        // Why it ended is what it said last, and that may still be on its way.
        process.WaitForExitAsync(CancellationToken.None).Wait(LastWords);
        throw new CannotRun(
            $"{name} ended with exit {process.ExitCode}: {ShellWords.Join(Line)}\n{Log}"
        );
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(KillPatience);
        await KillAsync(patience.Token);
        process.Dispose();
    }
}
