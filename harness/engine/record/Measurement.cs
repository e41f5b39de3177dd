namespace Verify.Engine.Record;

/// <summary>A value with its unit, the number of samples behind it and what is known of its error.</summary>
/// <param name="Unit">As written after the figure: s, ms, MB, kbit/s, or empty for a count.</param>
/// <param name="Samples">How many samples it was made from.</param>
/// <param name="Low">Lower end of the interval at <paramref name="Confidence"/>, where known.</param>
/// <param name="High">Upper end of the interval at <paramref name="Confidence"/>, where known.</param>
/// <param name="Confidence">From 0 to 1, such as 0.95, where an interval is given.</param>
/// <param name="Details">Further figures in the same unit, such as p50 and p99, in the order to show them.</param>
/// <param name="Source">How it was measured, or where the formula comes from.</param>
public sealed record Measurement(
    string Name,
    double Value,
    string Unit,
    long Samples = 1,
    double? Low = null,
    double? High = null,
    double? Confidence = null,
    IReadOnlyDictionary<string, double>? Details = null,
    string? Source = null
)
{
    /// <summary>What is measured, by a name that stays: other runs of the scenario have the same. Null where nobody looks it up.</summary>
    public string? Id { get; init; }

    /// <summary>Of which of those that are compared: baseline, candidate, control. Null where there is one, or it compares them.</summary>
    public string? Subject { get; init; }
}
