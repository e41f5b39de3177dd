using Verify.Engine.Recoveries;
using Verify.Engine.Trust;
using Verify.Engine.Undo;

namespace Verify.Scenarios.Foreground;

/// <summary>What runs in the foreground, on this machine itself, and is killed leaves a folder with its servers: the next one removes it.</summary>
internal static class KilledBefore
{
    /// <param name="prefix">What the folders' names begin with.</param>
    /// <param name="programs">Those that may still work in one.</param>
    public static async Task SweepAsync(
        string prefix,
        IReadOnlyList<string> programs,
        CancellationToken ct
    )
    {
        foreach (
            var home in Directory
                .GetDirectories(Path.GetTempPath(), prefix + "*")
                // Anybody may make a folder of that name where everybody may make folders.
                .Where(TrustedFolder.Is)
        )
            try
            {
                using (RunLock.Take(home))
                    await new EndProcesses(home, programs).DoAsync(ct);
                Directory.Delete(home, recursive: true);
            }
            catch (Exception busy)
                when (busy is CannotRun or IOException or UnauthorizedAccessException)
            {
                // It is still up, or another user's.
            }
    }
}
