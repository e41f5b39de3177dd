using Verify.Engine.Linux;

namespace Verify.Engine.Labs;

/// <summary>The pipe from the process outside: what it says interrupts the run, and when it breaks the lab ends.</summary>
public static class LifeLine
{
    internal const string Interrupt = "interrupt";

    // As a shell reports a process that was killed.
    private const int Killed = 137;

    /// <summary>Watches the pipe from now on; the token is cancelled when the user interrupts.</summary>
    public static CancellationToken Watch()
    {
#pragma warning disable CA2000 // Lives as long as the process.
        var interrupted = new CancellationTokenSource();
#pragma warning restore CA2000
        new Thread(() =>
        {
            while (Console.In.ReadLine() is not null)
                interrupted.Cancel();
            // Whoever started the run is gone without a word (kill -9): leave nothing, at once.
            Libc.Exit(Killed);
        })
        {
            IsBackground = true,
            Name = "life line",
        }.Start();
        return interrupted.Token;
    }
}
