namespace Verify.Instruments.Staleness;

/// <summary>The usual quantiles of a set of spans, by nearest rank: each is a value that was seen.</summary>
public readonly record struct Quantiles(TimeSpan P50, TimeSpan P95, TimeSpan P99, TimeSpan Max)
{
    public static Quantiles Of(IEnumerable<TimeSpan> spans)
    {
        var sorted = spans.Order().ToList();
        return sorted.Count == 0
            ? default
            : new(Rank(sorted, 0.50), Rank(sorted, 0.95), Rank(sorted, 0.99), sorted[^1]);
    }

    private static TimeSpan Rank(List<TimeSpan> sorted, double quantile) =>
        sorted[Math.Max(0, (int)Math.Ceiling(quantile * sorted.Count) - 1)];
}
