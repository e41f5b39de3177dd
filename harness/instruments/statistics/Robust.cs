namespace Verify.Instruments.Statistics;

/// <summary>Middle and spread that a few bad values cannot move.</summary>
public static class Robust
{
    // Makes the median of absolute deviations a standard deviation where the noise is normal: 1 / quantile(0.75).
    private const double Normal = 1.4826;

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static double Spread(IReadOnlyList<double> values)
    {
        var median = Median(values);
        return Normal * Median(values.Select(value => Math.Abs(value - median)));
    }
}
