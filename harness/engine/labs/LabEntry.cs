using System.Diagnostics;
using System.Runtime.InteropServices;
using Verify.Engine.Linux;
using Verify.Engine.Programs;

namespace Verify.Engine.Labs;

/// <summary>Starts this program again inside a lab, and passes on what happens outside it.</summary>
public static class LabEntry
{
    private static readonly string[] Namespaces =
    [
        "--fork",
        "--pid",
        "--mount",
        "--mount-proc",
        "--net",
        "--kill-child",
    ];

    // Entered before the others: only then may an ordinary user have those.
    private static readonly string[] OwnUsers = ["unshare", "--user", "--map-root-user"];

    /// <summary>How a lab can be entered here; throws with the reason if it cannot.</summary>
    public static async Task<LabKind> FindAsync(CancellationToken ct)
    {
        var refusals = new List<string>();
        foreach (
            var kind in Environment.IsPrivilegedProcess
                ? new[] { LabKind.AllUsers, LabKind.OnlyRoot }
                : [LabKind.OnlyRoot]
        )
        {
            var tried = await Command.RunAsync(Line(kind, ["true"]), ct);
            if (tried.ExitCode == 0)
                return kind;
            refusals.Add(tried.Stderr.Trim());
        }
        throw new CannotRun(
            $"The lab cannot be entered: {string.Join("; ", refusals.Distinct())}.\n"
                + "Verify needs namespaces for processes, mounts and the network: run it as root, or allow user namespaces "
                + "(sysctl user.max_user_namespaces and kernel.unprivileged_userns_clone), or, as root, use --no-lab."
        );
    }

    /// <summary>Runs this program with other arguments in a new lab and gives back its exit code.</summary>
    /// <exception cref="LabKilled">It did not end by itself.</exception>
    /// <param name="order">Said to it before anything else; what is on a command line anybody can see.</param>
    public static int Run(LabKind kind, IEnumerable<string> arguments, LabOrder? order = null)
    {
        var memory = MemoryEvents.Look();
        // This thread waits for the lab below: the signal tied to a parent's death is tied to the thread's.
        using var lab = LabErrors.Start(Made(kind, [.. ThisProgram, .. arguments]), out var said);
        // First of all, and before a signal could say a word.
        if (order is not null)
            Say(order.Line);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Pass);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Pass);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Pass);
        lab.WaitForExit();
        if (LabKilled.SignalOf(lab.ExitCode, said()) is { } signal)
            throw new LabKilled(signal, MemoryEvents.Since(memory));
        Console.Error.Write(said());
        return lab.ExitCode;

        void Pass(PosixSignalContext signal)
        {
            signal.Cancel = true;
            Say(LifeLine.Interrupt);
        }

        void Say(string word)
        {
            try
            {
                lab.StandardInput.WriteLine(word);
                lab.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It has just ended by itself.
            }
        }
    }

    /// <summary>What was typed to start this program, without its arguments.</summary>
    internal static IReadOnlyList<string> ThisProgram =>
        [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]];

    /// <summary>Starts a program in a new lab, which ends with the thread that started it; what it says is for us, not for the user.</summary>
    internal static Process Start(LabKind kind, string[] program)
    {
        var start = Made(kind, program);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    private static ProcessStartInfo Made(LabKind kind, string[] program)
    {
        var line = Line(kind, program);
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            // The lab's life line: a word on it interrupts the run, its end means that we are gone.
            RedirectStandardInput = true,
        };
        var users = kind == LabKind.AllUsers ? UserMap.AllUsers : UserMap.OnlyRoot;
        start.Environment[Lab.Variable] = users;
        start.Environment[UserMap.Variable] = users;
        start.Environment[Lab.OutsideVariable] = $"{Environment.ProcessId}";
        // It would leave sockets in the host's /tmp when killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    // setsid: Ctrl-C reaches us alone, and we tell the lab, so that it takes its servers down in order.
    private static string[] Line(LabKind kind, string[] program) =>
        [
            .. kind == LabKind.OnlyRoot ? OwnUsers : [],
            "setpriv",
            "--pdeathsig",
            "KILL",
            "setsid",
            "unshare",
            .. Namespaces,
            .. program,
        ];
}

/// <summary>Which users a lab has: all of the host's (entered as root), or root alone.</summary>
public enum LabKind
{
    AllUsers,
    OnlyRoot,
}
