using System.Diagnostics;
using Verify.Engine.Journals;

namespace Verify.Engine.Drill;

/// <summary>kill -9 at an instant that nobody chose.</summary>
internal static class RandomKill
{
    // Far below what a run's own acts take, so that the instants are as even as they were drawn.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    /// <param name="seconds">After the journal's first line.</param>
    public static async Task SendAsync(
        Process run,
        string folder,
        double seconds,
        CancellationToken ct
    )
    {
        var journal = Path.Combine(folder, Journal.FileName);
        while (!File.Exists(journal) && !run.HasExited)
            await Task.Delay(Look, ct);
        await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(seconds), ct), run.WaitForExitAsync(ct));
        run.Kill();
    }
}
