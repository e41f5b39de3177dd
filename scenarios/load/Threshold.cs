using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>A bound on one metric of a swarm, in k6's manner: segment.p99&lt;500ms.</summary>
/// <param name="Bound">In the metric's unit; a part of one where it is a share.</param>
internal sealed record Threshold(
    SwarmMetric Metric,
    Comparison Comparison,
    double Bound,
    bool IsShare
)
{
    /// <summary>Why the bound is what it is; empty where the user gave it.</summary>
    public string Because { get; init; } = "";

    /// <exception cref="UsageError">It cannot be read, or bounds what is no metric.</exception>
    public static Threshold Parse(string text) => ThresholdReader.Read(text);

    public static Threshold Of(string text, string because) =>
        Parse(text) with
        {
            Because = because,
        };

    public JudgedThreshold Judge(SwarmResult result)
    {
        if (Actual(result, own: 0) is not { } actual)
            return new(this, null, Verdict.Inconclusive, Metric.Unmeasured);
        if (Comparison.Holds(actual, Bound))
            return new(this, actual, Verdict.Pass, null);
        if (result.Inconclusive is { } why)
            return new(this, actual, Verdict.Inconclusive, why);
        if (
            Metric.Open(result) is > 0 and var open
            && Actual(result, -open) is { } most
            && Comparison.Holds(most, Bound)
        )
            return new(
                this,
                actual,
                Verdict.Inconclusive,
                $"{open:0} still waited for an answer when time was up, and none had waited for as long as a request may take ({FigureText.Seconds(result.Plan.Timeout)})"
            );
        var own = Metric.Own(result);
        return own > 0 && Actual(result, own) is { } rest && Comparison.Holds(rest, Bound)
            ? new(
                this,
                actual,
                Verdict.Inconclusive,
                $"up to {FigureText.Milliseconds(own)} of it may be the generator's own lateness"
            )
            : new(this, actual, Verdict.Fail, null);
    }

    public override string ToString() =>
        $"{Metric.Name}{Comparison.Word}"
        + (
            IsShare ? FigureText.Invariant($"{Bound * 100:0.######}%")
            : Metric.Unit == MetricUnit.Milliseconds
                ? TimeText.Of(new((long)Math.Round(Bound * TimeSpan.TicksPerMillisecond)))
            : FigureText.Invariant($"{Bound:0.######}")
        );

    private double? Actual(SwarmResult result, double own)
    {
        var value = Metric.Read(result) - own;
        if (!IsShare)
            return value;
        // Nothing of nothing is no share.
        var whole = Metric.Whole!.Read(result);
        return whole == 0 ? null : value / whole;
    }
}

/// <summary>A threshold, and what was found.</summary>
/// <param name="Actual">In the threshold's unit; null where nothing was measured.</param>
/// <param name="Why">It could not be decided, or null.</param>
internal sealed record JudgedThreshold(
    Threshold Threshold,
    double? Actual,
    Verdict Verdict,
    string? Why
)
{
    public string ActualText =>
        Actual is { } value ? Threshold.Metric.Text(value, Threshold.IsShare) : "-";
}
