namespace Verify.Instruments.Playlists.Conformance;

/// <summary>A segment's size beside how long it plays.</summary>
public sealed record MeasuredSegment(TimeSpan Duration, long Bytes);

/// <summary>Measured bit rates of a rendition, in bit/s (RFC 8216 section 4.1).</summary>
/// <param name="Peak">The highest of any run of segments that lasts 0.5 to 1.5 target durations.</param>
/// <param name="Average">All bits over all seconds.</param>
/// <param name="IsWhole">Every segment that there will be was measured.</param>
public sealed record SegmentRates(double Peak, double Average, int Segments, bool IsWhole)
{
    // Section 4.1: which runs of segments count for the peak.
    private const double Shortest = 0.5;
    private const double Longest = 1.5;

    // More of no duration in a row is no stream; without a bound they would be read again and again.
    private const int LongestRun = 256;

    /// <param name="segments">Consecutive.</param>
    /// <returns>Null where nothing that was measured lasts.</returns>
    public static SegmentRates? Of(
        IReadOnlyList<MeasuredSegment> segments,
        TimeSpan target,
        bool isWhole
    )
    {
        var all = segments.Sum(segment => segment.Duration.TotalSeconds);
        if (all <= 0)
            return null;
        var peak = 0.0;
        for (var from = 0; from < segments.Count; from++)
        {
            var (bits, seconds) = (0.0, 0.0);
            for (var to = from; to < Math.Min(segments.Count, from + LongestRun); to++)
            {
                bits += segments[to].Bytes * 8.0;
                seconds += segments[to].Duration.TotalSeconds;
                if (seconds > target.TotalSeconds * Longest)
                    break;
                if (seconds >= target.TotalSeconds * Shortest && seconds > 0)
                    peak = Math.Max(peak, bits / seconds);
            }
        }
        var average = segments.Sum(segment => segment.Bytes * 8.0) / all;
        return new(Math.Max(peak, average), average, segments.Count, isWhole);
    }
}
