namespace Verify.Engine.Programs;

/// <summary>Why a program ended is what it said last, and that may still be on its way when it is gone.</summary>
internal static class LastWords
{
    // A pipe is empty in milliseconds, unless a child that outlives its parent keeps it open.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <param name="heard">Done when all has been read.</param>
    /// <returns>Whether it has.</returns>
    public static bool Wait(Task heard) => heard.Wait(Patience);

    public static Task WaitAsync(Task heard, CancellationToken ct) =>
        Task.WhenAny(heard, Task.Delay(Patience, ct));
}
