using System.Globalization;

namespace Verify.Instruments.Workers;

/// <summary>The processor time that nginx's workers have used so far, with all their threads.</summary>
/// <param name="ByWorker">By pid.</param>
/// <param name="Resolution">That of each worker's.</param>
/// <param name="Source">Where it was read, and how finely it is counted there.</param>
public sealed record WorkerCpu(
    IReadOnlyDictionary<int, TimeSpan> ByWorker,
    TimeSpan Resolution,
    string Source
)
{
    // Documentation/scheduler/sched-stats.rst: nanoseconds on a processor come first.
    private const string Nanoseconds =
        "/proc/PID/task/TID/schedstat of its processes, counted in ns";

    // proc(5), stat: utime and stime are fields 14 and 15; those after the name in parentheses begin with field 3.
    private const string Ticks = "/proc/PID/stat of its processes, counted in ticks of 10 ms";
    private const int UserTime = 14 - 3;
    private const int SystemTime = 15 - 3;

    // What the kernel shows to programs is a hundredth of a second on every Linux (USER_HZ).
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>As of now; in whole ticks where the kernel keeps nothing finer.</summary>
    public static WorkerCpu Of(NginxWorkers workers) =>
        Of([.. workers.List().Select(worker => worker.Pid)]);

    /// <summary>The same of any processes.</summary>
    public static WorkerCpu Of(int[] pids)
    {
        var fine = Read(pids, OnProcessor);
        // A kernel without the statistics shows zero for ever.
        return fine.Values.Any(time => time > TimeSpan.Zero)
            ? new(fine, TimeSpan.Zero, Nanoseconds)
            : new(Read(pids, Counted), Tick, Ticks);
    }

    /// <summary>What all of them used since an earlier look; null where they are others now.</summary>
    public CpuUsed? Since(WorkerCpu earlier) =>
        Source == earlier.Source && ByWorker.Keys.ToHashSet().SetEquals(earlier.ByWorker.Keys)
            ? new(
                ByWorker.Aggregate(
                    TimeSpan.Zero,
                    (sum, one) => sum + one.Value - earlier.ByWorker[one.Key]
                ),
                Resolution * ByWorker.Count,
                Source
            )
            : null;

    private static Dictionary<int, TimeSpan> Read(int[] pids, Func<int, TimeSpan?> read)
    {
        var all = new Dictionary<int, TimeSpan>();
        foreach (var pid in pids)
            if (read(pid) is { } time)
                all[pid] = time;
        return all;
    }

    private static TimeSpan? OnProcessor(int pid)
    {
        try
        {
            return Directory
                .EnumerateDirectories($"/proc/{pid}/task")
                .Select(task => File.ReadAllText($"{task}/schedstat").Split(' ')[0])
                .Aggregate(
                    TimeSpan.Zero,
                    (sum, text) =>
                        sum
                        + new TimeSpan(
                            long.Parse(text, CultureInfo.InvariantCulture)
                                / TimeSpan.NanosecondsPerTick
                        )
                );
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static TimeSpan? Counted(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return Tick
                * (
                    long.Parse(fields[UserTime], CultureInfo.InvariantCulture)
                    + long.Parse(fields[SystemTime], CultureInfo.InvariantCulture)
                );
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>What the workers of one nginx used between two looks.</summary>
/// <param name="Error">By how much it can be wrong.</param>
public sealed record CpuUsed(TimeSpan Time, TimeSpan Error, string Source);
