using System.Globalization;

namespace Verify.Engine.Linux;

/// <summary>Time that processors have spent on a process, for its own code and for the kernel's on its behalf.</summary>
public static class ProcessorTime
{
    // utime and stime are the 14th and 15th field of /proc/PID/stat (proc(5)); what follows the name starts with the third.
    private const int UserTime = 14 - 3;

    // The kernel shows those times in hundredths of a second, whatever it counts in (USER_HZ).
    private const int TicksASecond = 100;

    // The usage starts with user and system time, seconds and microseconds each (getrusage(2)).
    private const int UsageLength = 144 / sizeof(long);

    /// <summary>Of a process that runs, all its threads together, to a hundredth of a second.</summary>
    /// <exception cref="IOException">It has ended.</exception>
    public static TimeSpan Of(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return TimeSpan.FromSeconds(
            stat[(stat.LastIndexOf(')') + 1)..]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Skip(UserTime)
                .Take(2)
                .Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksASecond
        );
    }

    /// <summary>Of all children that have ended and were waited for, to a microsecond.</summary>
    public static TimeSpan OfEndedChildren()
    {
        var usage = new long[UsageLength];
        Libc.Check(Libc.GetRUsage(Libc.RUsageChildren, usage), "asking for the children's times");
        return TimeSpan.FromSeconds(usage[0] + usage[2])
            + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
    }
}
