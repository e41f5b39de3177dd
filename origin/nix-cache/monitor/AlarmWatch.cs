namespace Verify.Origin.NixCache.Monitor;

/// <summary>Follows the figures, and says which alarms are due.</summary>
public sealed class AlarmWatch(IReadOnlyList<AlarmRule> rules, TimeProvider clock)
{
    private readonly Dictionary<string, DateTimeOffset> since = [];

    /// <returns>The alarms that fire: their condition has held for as long as they ask.</returns>
    public IReadOnlyList<AlarmRule> Observe(IReadOnlyList<Metric> metrics)
    {
        var now = clock.GetUtcNow();
        foreach (var rule in rules)
            if (metrics.Any(one => one.Name == rule.Metric && rule.Threshold.Crossed(one.Value)))
                since.TryAdd(rule.Name, now);
            else
                since.Remove(rule.Name);
        return
        [
            .. rules.Where(rule =>
                since.TryGetValue(rule.Name, out var from) && now - from >= rule.For
            ),
        ];
    }

    /// <summary>Each alarm as a figure that is 1 while it fires.</summary>
    public IEnumerable<Metric> Figures(IReadOnlyList<AlarmRule> firing) =>
        rules.Select(rule => new Metric(
            $"nix_cache_alarm_{Snake(rule.Name)}",
            $"1 while {rule.Condition} for {rule.For.TotalSeconds} s. {rule.Meaning}",
            firing.Contains(rule) ? 1 : 0
        ));

    private static string Snake(string name) =>
        string.Concat(
            name.Select(
                (letter, i) =>
                    char.IsUpper(letter)
                        ? $"{(i > 0 ? "_" : "")}{char.ToLowerInvariant(letter)}"
                        : $"{letter}"
            )
        );
}
