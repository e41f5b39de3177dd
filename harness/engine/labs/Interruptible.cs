using Verify.Engine.Linux;

namespace Verify.Engine.Labs;

/// <summary>Makes sure that the program can be interrupted, whoever started it.</summary>
public static class Interruptible
{
    /// <summary>
    /// A shell starts background jobs with SIGINT ignored, and .NET leaves an ignored signal ignored: a run that cannot
    /// be interrupted could not be rolled back. To be called before anything else touches signals.
    /// </summary>
    public static void Ensure() => _ = Libc.Signal(Libc.SigInt, Libc.SigDefault);
}
