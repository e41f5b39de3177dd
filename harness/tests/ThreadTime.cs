using System.Globalization;

namespace Verify.Tests;

/// <summary>
/// Processor time of one thread. It grows with the work and not with what else the machine does, and is to be held against
/// that of some plain work beside it: a slower machine takes longer for both.
/// </summary>
internal static class ThreadTime
{
    /// <summary>What something takes on this very thread.</summary>
    public static TimeSpan Of(Action act)
    {
        var before = Now;
        act();
        return Now - before;
    }

    // Nanoseconds that it ran for (the kernel's documentation, scheduler/sched-stats).
    public static TimeSpan Now =>
        TimeSpan.FromMicroseconds(
            double.Parse(
                File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0],
                CultureInfo.InvariantCulture
            ) / 1000
        );
}
