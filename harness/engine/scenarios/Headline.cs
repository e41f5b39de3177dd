using Verify.Engine.Record;

namespace Verify.Engine.Scenarios;

/// <summary>A figure that is followed from night to night.</summary>
/// <param name="Id">A name that stays, by which the history of every version knows it.</param>
/// <param name="Name">As it is written.</param>
/// <param name="Measurement">The id of the measurements that it is taken from.</param>
/// <param name="Subject">Which of those that are compared; null where there is one, or the measurement compares them.</param>
/// <param name="Least">The least difference that means anything, whatever the nights say; its reason stands beside it.</param>
/// <param name="Of">Takes it from such a measurement; null where it is not in it.</param>
public sealed record Headline(
    string Id,
    string Name,
    string Measurement,
    string? Subject,
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

/// <summary>Its value in one run.</summary>
/// <param name="Low">Of its own interval, where it has one.</param>
public sealed record HeadlineValue(double Value, double? Low, double? High);
