using Verify.Engine.Linux;

namespace Verify.Engine.Labs;

/// <summary>A lab that ended without an end: from outside, or for want of memory, and nothing in it could say so.</summary>
public sealed class LabKilled(int signal, string? memory)
    : Exception(
        $"The lab was killed by {Name(signal)}{(memory is null ? "" : $": {memory}")}. Nothing of it is left. "
            + (
                memory is null
                    ? "Run it again; if it happens again, see whether the kernel's log (dmesg) tells of too little memory. Who else sends a signal is in no log."
                    : "Run it again with more memory, or with fewer viewers."
            )
    )
{
    // signal(7): the numbers that x86 and ARM share.
    private static readonly Dictionary<int, string> Names = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [Libc.SigKill] = "SIGKILL",
        [11] = "SIGSEGV",
        [Libc.SigTerm] = "SIGTERM",
    };

    // As a shell, and .NET, report a program that a signal has ended.
    private const int BySignal = 128;

    // 130 is what a run says of itself that was interrupted and has rolled back.
    private const int Interrupted = 130;

    // What unshare ends with, and speaks of, where its child got the one signal that it cannot give itself in its own way.
    private const int Failed = 1;
    private const string CannotFollow = "sigprocmask";

    /// <summary>Which signal ended a lab; null where it ended by itself.</summary>
    /// <param name="said">What the programs said that make a lab.</param>
    internal static int? SignalOf(int exitCode, string said) =>
        exitCode == Failed && said.Contains(CannotFollow, StringComparison.Ordinal) ? Libc.SigKill
        : exitCode is > BySignal and not Interrupted ? exitCode - BySignal
        : null;

    internal static string Name(int signal) =>
        Names.TryGetValue(signal, out var name) ? name : $"signal {signal}";
}
