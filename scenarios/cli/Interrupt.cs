using System.Runtime.InteropServices;

namespace Verify.Scenarios.Cli;

/// <summary>Ctrl-C and its kin, for what runs outside a lab.</summary>
internal static class Interrupt
{
    /// <summary>A token that the first SIGINT, SIGTERM or SIGHUP cancels; the process lives on to take things back.</summary>
    public static CancellationToken FromSignals()
    {
#pragma warning disable CA2000 // Lives as long as the process.
        var interrupted = new CancellationTokenSource();
#pragma warning restore CA2000
        var registrations = new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal =>
                PosixSignalRegistration.Create(
                    signal,
                    context =>
                    {
                        context.Cancel = true;
                        interrupted.Cancel();
                    }
                )
            )
            .ToArray();
        // A registration that nobody holds ends with the next garbage collection; whoever has the token holds these.
        interrupted.Token.Register(() => GC.KeepAlive(registrations));
        return interrupted.Token;
    }
}
