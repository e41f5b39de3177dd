using System.Diagnostics;
using Verify.Engine.Linux;
using Verify.Engine.Namespaces;

namespace Verify.Engine.Programs;

/// <summary>A program that runs until it is stopped; it dies with us, and what it says is kept.</summary>
public sealed class Daemon : IAsyncDisposable
{
    // After a SIGKILL the kernel takes milliseconds to take a process down, with whatever traces it or holds its pipes; where
    // dozens want the same processor, it has taken more than five seconds.
    private static readonly TimeSpan KillPatience = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly LogTail log = new();
    private Task? ended;

    private Daemon(
        Process process,
        IReadOnlyList<string> line,
        Action<string>? heard,
        Action<string>? complained
    )
    {
        (this.process, Line) = (process, line);
        process.StandardInput.Close();
        process.OutputDataReceived += (_, said) => Hear(said.Data, heard);
        process.ErrorDataReceived += (_, said) => Hear(said.Data, complained);
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
    /// <param name="heard">Told every line of its standard output, from other threads.</param>
    /// <param name="complained">The same of standard error.</param>
    /// <param name="environment">Beside ours: what must not be seen in a list of processes.</param>
    public static async Task<Daemon> StartAsync(
        IReadOnlyList<string> line,
        string folder,
        Compartment compartment,
        CancellationToken ct,
        Action<string>? heard = null,
        Action<string>? complained = null,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        ct.ThrowIfCancellationRequested();
        // setpriv ties its life to the thread that starts it, and the compartment's thread lives as long as we do.
        string[] tied = ["setpriv", "--pdeathsig", "KILL", .. line];
        var process = await compartment.Within(() => PipedProcess.Start(tied, folder, environment));
        // Listening queues work: it begins outside.
        return new(process, line, heard, complained);
    }

    /// <summary>Ends it and everything it started; no word of farewell that could change its output.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        process.Kill(entireProcessTree: true);
        await Ended.WaitAsync(ct);
    }

    /// <summary>Asks it to end in its own way (SIGTERM) and waits until it has, with all that it said.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        Send(Libc.SigTerm);
        await Ended.WaitAsync(ct);
    }

    /// <summary>As Ctrl-C does.</summary>
    public void Interrupt() => Send(Libc.SigInt);

    /// <summary>Stops it and all that it has started where they are (SIGSTOP): their sockets stay open, and nobody answers.</summary>
    public void Freeze()
    {
        var frozen = new HashSet<int>();
        // Until no new one is found: one may fork while the others are being stopped.
        while (Tree().Where(frozen.Add).ToArray() is { Length: > 0 } found)
            foreach (var pid in found)
                _ = Libc.Kill(pid, Libc.SigStop);
    }

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Thaw()
    {
        foreach (var pid in Tree())
            _ = Libc.Kill(pid, Libc.SigContinue);
    }

    /// <summary>Whether it has ended, with all that it said, after no longer than this.</summary>
    public async Task<bool> HasEndedAsync(TimeSpan patience)
    {
        await Task.WhenAny(Ended, Task.Delay(patience));
        if (!process.HasExited)
            return false;
        await LastWords.WaitAsync(Ended, CancellationToken.None);
        return true;
    }

    /// <summary>Throws with the log if it has ended by itself.</summary>
    public void MustRun(string name)
    {
        if (!process.HasExited)
            return;
        LastWords.Wait(Ended);
        throw new CannotRun(
            $"{name} ended with exit {process.ExitCode}: {ShellWords.Join(Line)}\n{Log}"
        );
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(KillPatience);
        // One that has ended can have left a child that keeps its pipes for as long as it likes.
        if (process.HasExited)
            await LastWords.WaitAsync(Ended, patience.Token);
        else
            await KillAsync(patience.Token);
        process.Dispose();
    }

    // Its end, and that of its outputs; asked for once, since every question stays with the process.
    private Task Ended => ended ??= process.WaitForExitAsync(CancellationToken.None);

    private void Hear(string? line, Action<string>? heard)
    {
        log.Add(line);
        if (line is not null)
            heard?.Invoke(line);
    }

    // Itself first.
    private List<int> Tree()
    {
        // One that has ended has no id of its own any more.
        if (process.HasExited)
            return [];
        var tree = new List<int> { process.Id };
        var all = ProcessParents.List();
        for (var at = 0; at < tree.Count; at++)
            tree.AddRange(all.Where(one => one.Parent == tree[at]).Select(one => one.Pid));
        return tree;
    }

    private void Send(int signal)
    {
        // One that has ended has no id of its own any more.
        if (!process.HasExited)
            _ = Libc.Kill(process.Id, signal);
    }
}
