using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>Waiting for the moment at which something is due.</summary>
internal static class Pace
{
    /// <summary>Returns at once where the moment is past; notes how late the generator woke where it is not.</summary>
    public static async Task UntilAsync(Instant due, SwarmTally tally, CancellationToken over)
    {
        var wait = due - Instant.Now;
        if (wait <= TimeSpan.Zero)
            return;
        // Delays count in whole milliseconds: rounded up, none ends before its moment.
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), over);
        tally.Lateness.Record(Instant.Now - due);
    }
}
