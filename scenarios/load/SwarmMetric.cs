using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>What a metric is counted in.</summary>
internal enum MetricUnit
{
    /// <summary>A time, in milliseconds.</summary>
    Milliseconds,
    Count,
    MegabitsPerSecond,
}

/// <summary>A figure of a swarm's result that a threshold can bound.</summary>
/// <param name="Read">Null where nothing was measured.</param>
internal sealed record SwarmMetric(
    string Name,
    MetricUnit Unit,
    string Meaning,
    Func<SwarmResult, double?> Read
)
{
    /// <summary>What a percentage is of; null where one has no meaning.</summary>
    public WholeOf? Whole { get; init; }

    /// <summary>Milliseconds of it that may be the generator's own lateness.</summary>
    public Func<SwarmResult, double> Own { get; init; } = _ => 0;

    /// <summary>How many more of it there might be, had the run not ended before they were decided.</summary>
    public Func<SwarmResult, double> Open { get; init; } = _ => 0;

    /// <summary>Why nothing was measured, where nothing was.</summary>
    public string Unmeasured { get; init; } = "no samples";

    /// <param name="value">In the unit, or a part of one where it is a share.</param>
    public string Text(double value, bool isShare) =>
        isShare ? FigureText.Share(value)
        : Unit == MetricUnit.Milliseconds ? FigureText.Milliseconds(value)
        : Unit == MetricUnit.MegabitsPerSecond ? $"{FigureText.Three(value)} Mbit/s"
        : FigureText.Count(value);
}

/// <param name="Name">In words: requests.</param>
/// <param name="Read">How many there are in all.</param>
internal sealed record WholeOf(string Name, Func<SwarmResult, long> Read);
