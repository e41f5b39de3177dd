using Verify.Engine;
using Verify.Reports;

namespace Verify.Scenarios;

/// <summary>A figure that is followed from night to night.</summary>
/// <param name="Least">The least difference that means anything, whatever the nights say; its reason stands beside it.</param>
/// <param name="Of">Takes it from a run's measurement of that name; null where it is not in it.</param>
internal sealed record Headline(
    string Name,
    string Measurement,
    string Unit,
    Better Better,
    double Least,
    Func<Measurement, HeadlineValue?> Of
)
{
    /// <summary>The measurement's own value, with its interval where it has one.</summary>
    public static HeadlineValue? Value(Measurement seen) => new(seen.Value, seen.Low, seen.High);

    /// <summary>The bound that it gives for what was not sampled.</summary>
    public static HeadlineValue? Bound(Measurement seen) =>
        seen.High is { } high ? new(high, null, null) : null;

    public static Func<Measurement, HeadlineValue?> Detail(string name) =>
        seen =>
            seen.Details?.TryGetValue(name, out var value) == true ? new(value, null, null) : null;

    /// <summary>Of a difference between candidate and baseline: their ratio, which a faster or slower machine leaves alone.</summary>
    public static HeadlineValue? Ratio(Measurement seen) =>
        seen.Details?.TryGetValue("baseline", out var baseline) == true && baseline > 0
            ? new(1 + seen.Value / baseline, 1 + seen.Low / baseline, 1 + seen.High / baseline)
            : null;
}

/// <param name="Low">Of its own interval, where it has one.</param>
internal sealed record HeadlineValue(double Value, double? Low, double? High);
