using Verify.Engine.Trust;

namespace Verify.Engine.Recoveries;

/// <summary>Held by a run while it lives; the kernel drops it with the process.</summary>
public static class RunLock
{
    private const string Name = ".lock";

    /// <exception cref="CannotRun">The run is still going on.</exception>
    /// <exception cref="NotTrusted">Somebody else could have written to its folder.</exception>
    public static IDisposable Take(string folder)
    {
        using var trusted = TrustedFolder.Open(folder);
        return trusted.TakeLock(Name)
            ?? throw new CannotRun(
                $"The run in {folder} is still going on. Interrupt it (Ctrl-C): it undoes what it did."
            );
    }
}
