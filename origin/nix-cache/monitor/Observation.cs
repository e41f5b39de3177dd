namespace Verify.Origin.NixCache.Monitor;

/// <summary>One look at a cache: its figures, and the alarms that fire.</summary>
public sealed record Observation(IReadOnlyList<Metric> Metrics, IReadOnlyList<AlarmRule> Firing)
{
    /// <param name="monitor">Asked once.</param>
    /// <param name="alarms">Their conditions go by the looks before this one.</param>
    public static async Task<Observation> TakeAsync(
        CacheMonitor monitor,
        AlarmWatch alarms,
        CancellationToken ct
    )
    {
        var metrics = await monitor.ObserveAsync(ct);
        var firing = alarms.Observe(metrics);
        return new([.. metrics, .. alarms.Figures(firing)], firing);
    }

    public string Text => Metric.Text(Metrics);

    /// <summary>A figure; null where it could not be read.</summary>
    public double? this[string name] => Metrics.FirstOrDefault(one => one.Name == name)?.Value;
}
