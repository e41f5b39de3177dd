namespace Verify.Instruments.Statistics;

/// <summary>The mean of some values, and the interval in which the true mean lies.</summary>
/// <param name="Count">Of values.</param>
/// <param name="Confidence">The chance, from 0 to 1, that such an interval holds the true mean.</param>
/// <remarks>
/// mean +- t s / sqrt(n), with t of n - 1 degrees of freedom (Student, The probable error of a mean, Biometrika 6,
/// 1908). Values that come in pairs are compared by the differences within each pair: what the two of a pair have in
/// common, such as a machine that grows slower, is then in neither the mean nor the interval.
/// </remarks>
public sealed record MeanInterval(
    double Mean,
    double Low,
    double High,
    int Count,
    double Confidence
)
{
    public const double Usual = 0.95;

    /// <param name="values">Two and more, independent of one another.</param>
    public static MeanInterval Of(IReadOnlyCollection<double> values, double confidence = Usual)
    {
        var degrees = values.Count - 1;
        if (degrees < 1)
            throw new ArgumentException("one value says nothing of its spread", nameof(values));
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / degrees;
        var half = StudentT.Quantile(confidence, degrees) * Math.Sqrt(variance / values.Count);
        return new(mean, mean - half, mean + half, values.Count, confidence);
    }
}
