namespace Verify.Engine;

/// <summary>Held by a run while it lives; the kernel drops it with the process.</summary>
public static class RunLock
{
    public static IDisposable Take(string folder)
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, ".lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException held)
        {
            throw new CannotRun(
                $"The run in {folder} is still going on. Interrupt it (Ctrl-C): it undoes what it did.",
                held
            );
        }
    }
}
