namespace Verify.Origin.NixCache.Monitor;

/// <summary>What a part of the log says of the cache.</summary>
public static class LogFigures
{
    /// <summary>Of fewer questions a rate says nothing: one miss among five would be 20 %.</summary>
    public const int LeastNarinfos = 20;

    public static IEnumerable<Metric> Of(IReadOnlyList<LogEntry> entries)
    {
        LogEntry[] asked = [.. entries.Where(one => one.IsNarinfo && one.Status is 200 or 404)];
        yield return new(
            MetricNames.Narinfos,
            "Narinfos that clients asked for in the window.",
            asked.Length
        );
        yield return new(
            MetricNames.BytesSent,
            "Bytes of bodies sent in the window.",
            entries.Sum(one => one.Bytes)
        );
        if (entries.Count > 0)
            yield return new(
                MetricNames.ErrorRatio,
                "Share of answers in the window with a status of 500 or more.",
                (double)entries.Count(one => one.Status >= 500) / entries.Count
            );
        if (asked.Length < LeastNarinfos)
            yield break;
        yield return new(
            MetricNames.HitRatio,
            "Share of narinfos in the window that the cache had.",
            (double)asked.Count(one => one.Status == 200) / asked.Length
        );
        double[] seconds = [.. asked.Select(one => one.Seconds).Order()];
        yield return new(
            MetricNames.LatencyP50,
            "Median time to answer a narinfo, in steps of 1 ms.",
            Percentile(seconds, 50)
        );
        yield return new(
            MetricNames.LatencyP99,
            "99th percentile of the time to answer a narinfo, in steps of 1 ms.",
            Percentile(seconds, 99)
        );
    }

    /// <summary>By the nearest rank: a value that was measured, never one between two.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, int percent) =>
        sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)];
}
