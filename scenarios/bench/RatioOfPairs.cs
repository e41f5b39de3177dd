namespace Verify.Scenarios;

/// <summary>
/// How much of a peer's cost the engine's is, from pairs of blocks that ran one after the other: what slows the machine
/// for a while slows both, and leaves their ratio.
/// </summary>
/// <param name="Low">Lower end of the 95 % interval of the geometric mean: Student's t of the logarithms of the ratios.</param>
internal sealed record RatioOfPairs(
    int Pairs,
    double Median,
    double Min,
    double Max,
    double Low,
    double High
)
{
    /// <summary>One pair has no spread.</summary>
    public const int Fewest = 2;

    // Two-sided 95 % quantiles of Student's t for 1, 2, 3 ... degrees of freedom; for more the last one is on the safe side.
    private static readonly double[] StudentT =
    [
        12.706,
        4.303,
        3.182,
        2.776,
        2.571,
        2.447,
        2.365,
        2.306,
        2.262,
        2.228,
        2.201,
        2.179,
        2.160,
        2.145,
        2.131,
        2.120,
        2.110,
        2.101,
        2.093,
        2.086,
    ];

    public static RatioOfPairs Of(IReadOnlyList<double> ratios)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ratios.Count, Fewest);
        if (ratios.Any(ratio => !double.IsFinite(ratio) || ratio <= 0))
            throw new ArgumentOutOfRangeException(nameof(ratios), "A ratio of costs is positive.");
        var logs = ratios.Select(ratio => Math.Log(ratio)).ToArray();
        var mean = logs.Average();
        var deviation = Math.Sqrt(logs.Sum(log => (log - mean) * (log - mean)) / (logs.Length - 1));
        var t = StudentT[Math.Min(logs.Length - 1, StudentT.Length) - 1];
        var half = t * deviation / Math.Sqrt(logs.Length);
        return new(
            ratios.Count,
            MedianOf(ratios),
            ratios.Min(),
            ratios.Max(),
            Math.Exp(mean - half),
            Math.Exp(mean + half)
        );
    }

    /// <summary>Whether the ratio is at most a bound; it cannot be told where the interval spans the bound.</summary>
    public Reached AtMost(double bound) =>
        High <= bound ? Reached.Met
        : Low > bound ? Reached.Missed
        : Reached.CannotTell;

    public static double MedianOf(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
