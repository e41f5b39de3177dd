using Verify.Engine.Linux;

namespace Verify.Engine.Standstills;

/// <summary>Sees whether this program stands still: its own ticks come late, or its clocks disagree on how late.</summary>
internal sealed class StandstillWatch
{
    // A busy machine lets a thread wait a few tenths; a second is what claims are about.
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly Lock turn = new();
    private readonly List<Standstill> seen = [];
    private readonly object ticks = new();
    private volatile bool isOver;
    private Clocks last = Clocks.Read();

    public StandstillWatch() =>
        // Of its own: the pool's threads are kept busy by what is measured.
        new Thread(() =>
        {
            while (!isOver)
            {
                lock (ticks)
                    Monitor.Wait(ticks, Tick);
                Look();
            }
        })
        {
            IsBackground = true,
            Name = "standstill watch",
        }.Start();

    public static TimeSpan Now => Clocks.Read().SinceBoot;

    /// <summary>The longest that fell into the time since then; null if none did.</summary>
    public Standstill? Since(TimeSpan began) =>
        Look().Where(one => one.To > began).MaxBy(one => one.Length);

    /// <summary>The last whose consequences may reach into what began then; null if there is none.</summary>
    public Standstill? ReachingInto(TimeSpan began) =>
        Look().LastOrDefault(one => one.Over > began);

    /// <summary>Nobody asks any more.</summary>
    public void End() => isOver = true;

    // Also asked for by whoever judges: it may come first after a standstill, before the next tick.
    private Standstill[] Look()
    {
        lock (turn)
        {
            var now = Clocks.Read();
            if (last.Until(now) is { } found)
                seen.Add(found);
            last = now;
            return [.. seen];
        }
    }
}

/// <summary>One moment on three clocks.</summary>
/// <param name="SinceBoot">Goes on while the machine sleeps (CLOCK_BOOTTIME).</param>
/// <param name="Awake">Does not (CLOCK_MONOTONIC).</param>
/// <param name="Wall">Can be set (CLOCK_REALTIME).</param>
internal readonly record struct Clocks(TimeSpan SinceBoot, TimeSpan Awake, TimeSpan Wall)
{
    public static Clocks Read() =>
        new(
            Libc.Time(Libc.ClockBootTime),
            Libc.Time(Libc.ClockMonotonic),
            Libc.Time(Libc.ClockRealTime)
        );

    /// <summary>The standstill between two moments that should have followed each other at once.</summary>
    public Standstill? Until(Clocks now)
    {
        var passed = now.SinceBoot - SinceBoot;
        var asleep = passed - (now.Awake - Awake);
        var set = (now.Wall - Wall - passed).Duration();
        var until = DateTimeOffset.UnixEpoch + now.Wall;
        return asleep >= StandstillWatch.Shortest
                ? new(StandstillKind.Asleep, SinceBoot, now.SinceBoot, passed, until)
            : passed >= StandstillWatch.Shortest
                ? new(StandstillKind.Stopped, SinceBoot, now.SinceBoot, passed, until)
            : set >= StandstillWatch.Shortest
                ? new(StandstillKind.ClockSet, SinceBoot, now.SinceBoot, set, until)
            : null;
    }
}
