using System.Numerics;

namespace Verify.Swarm.Latency;

/// <summary>
/// Counts of latencies in buckets that are linear within each power of two, as HdrHistogram's are: a quantile is off
/// by less than 1 % of itself, whatever the range. One thread records; histograms of several can be merged.
/// </summary>
public sealed class LatencyHistogram
{
    // 128 buckets within a power of two: half a bucket is at most 0.4 % of the value.
    private const int Bits = 7;

    // 2^44 ticks of 100 ns are twenty days: later than that is counted there.
    private const long Largest = (1L << 44) - 1;

    private readonly long[] counts = new long[IndexOf(Largest) + 1];
    private long count;
    private long sum;
    private long max;

    public long Count => count;

    /// <summary>The largest value itself, not its bucket.</summary>
    public TimeSpan Max => new(max);

    public TimeSpan Mean => Count == 0 ? TimeSpan.Zero : new(sum / Count);

    public void Record(TimeSpan latency)
    {
        var ticks = Math.Clamp(latency.Ticks, 0, Largest);
        counts[IndexOf(ticks)]++;
        count++;
        sum += ticks;
        max = Math.Max(max, ticks);
    }

    public void Merge(LatencyHistogram other)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] += other.counts[i];
        count += other.count;
        sum += other.sum;
        max = Math.Max(max, other.max);
    }

    /// <summary>The value at a quantile from 0 to 1, by nearest rank; zero where nothing was recorded.</summary>
    public TimeSpan Quantile(double quantile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantile);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantile, 1);
        var rank = Math.Max(1, (long)Math.Ceiling(quantile * Count));
        var seen = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            seen += counts[i];
            if (seen >= rank)
                return new(Math.Min(MiddleOf(i), Max.Ticks));
        }
        return TimeSpan.Zero;
    }

    /// <summary>The buckets that something was recorded in, lowest first: from, up to, how many.</summary>
    public IEnumerable<(TimeSpan From, TimeSpan To, long Count)> Buckets =>
        counts
            .Select((counted, i) => (From: LowOf(i), To: LowOf(i + 1), counted))
            .Where(bucket => bucket.counted > 0)
            .Select(bucket => (new TimeSpan(bucket.From), new TimeSpan(bucket.To), bucket.counted));

    private static int IndexOf(long ticks)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)ticks) - Bits);
        return (shift << Bits) + (int)(ticks >> shift);
    }

    private static long MiddleOf(int index)
    {
        var shift = ShiftOf(index);
        return LowOf(index) + ((1L << shift) >> 1);
    }

    private static long LowOf(int index)
    {
        var shift = ShiftOf(index);
        return (long)(index - (shift << Bits)) << shift;
    }

    // The first two powers' worth of indices are the values themselves.
    private static int ShiftOf(int index) => Math.Max(0, (index >> Bits) - 1);
}
