namespace Verify.Origin.NixCache.Monitor;

/// <summary>When somebody has to look.</summary>
/// <param name="Metric">A figure that is not there fires nothing: whether the cache is there has an alarm of its own.</param>
/// <param name="For">How long it has to be so, without a break.</param>
public sealed record AlarmRule(
    string Name,
    string Metric,
    Threshold Threshold,
    TimeSpan For,
    string Meaning,
    string Cure
)
{
    public string Condition => $"{Metric} {Threshold}";
}

/// <summary>A bound of a figure.</summary>
public sealed record Threshold(bool IsAbove, double Value)
{
    public static Threshold Above(double value) => new(true, value);

    public static Threshold Below(double value) => new(false, value);

    public bool Crossed(double value) => IsAbove ? value > Value : value < Value;

    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{(IsAbove ? ">" : "<")} {Value}"
        );
}
