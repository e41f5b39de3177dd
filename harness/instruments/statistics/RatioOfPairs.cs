namespace Verify.Instruments.Statistics;

/// <summary>
/// How much of a peer's cost the engine's is, from pairs of blocks that ran one after the other: what slows the machine
/// for a while slows both, and leaves their ratio.
/// </summary>
/// <param name="Low">Lower end of the 95 % interval of the geometric mean: Student's t of the logarithms of the ratios.</param>
public sealed record RatioOfPairs(
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

    public static RatioOfPairs Of(IReadOnlyList<double> ratios)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ratios.Count, Fewest);
        if (ratios.Any(ratio => !double.IsFinite(ratio) || ratio <= 0))
            throw new ArgumentOutOfRangeException(nameof(ratios), "A ratio of costs is positive.");
        var mean = MeanInterval.Of([.. ratios.Select(ratio => Math.Log(ratio))]);
        return new(
            ratios.Count,
            Robust.Median(ratios),
            ratios.Min(),
            ratios.Max(),
            Math.Exp(mean.Low),
            Math.Exp(mean.High)
        );
    }
}
