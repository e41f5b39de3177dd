using System.Diagnostics;

namespace Verify.Instruments.Http;

/// <summary>A moment on the monotonic clock, which no clock setting moves; comparable within one boot.</summary>
public readonly record struct Instant(long Ticks) : IComparable<Instant>
{
    public static Instant Now => new(Stopwatch.GetTimestamp());

    public static TimeSpan operator -(Instant later, Instant earlier) =>
        Stopwatch.GetElapsedTime(earlier.Ticks, later.Ticks);

    public static Instant operator +(Instant from, TimeSpan span) =>
        new(from.Ticks + (long)(span.TotalSeconds * Stopwatch.Frequency));

    public static Instant operator -(Instant from, TimeSpan span) => from + (-span);

    public static bool operator <(Instant a, Instant b) => a.Ticks < b.Ticks;

    public static bool operator >(Instant a, Instant b) => a.Ticks > b.Ticks;

    public static bool operator <=(Instant a, Instant b) => a.Ticks <= b.Ticks;

    public static bool operator >=(Instant a, Instant b) => a.Ticks >= b.Ticks;

    public int CompareTo(Instant other) => Ticks.CompareTo(other.Ticks);
}
