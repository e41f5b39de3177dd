namespace Verify.Instruments.Staleness;

/// <summary>How large the true maximum may be when a maximum was seen.</summary>
/// <remarks>
/// <para>
/// A cache that lets a version live at most W after it was superseded shows, for each version served too long, a
/// peak somewhere in (0, W], depending on where the publication fell in the cache's period. All samples of one
/// version share that one draw, so the sample count says nothing about W: k, the number of superseded versions that
/// were served, does. Were the k peaks even on (0, W], the largest of them would stay at or below m with
/// probability (m / W)^k; setting that to 0.05 gives the upper 95 % bound W = m * 0.05^(-1/k) (the classical bound
/// of the end of a uniform distribution; Casella and Berger, Statistical Inference, section 9.2). Where versions
/// come faster than W, peaks crowd towards W and the bound is wider than it need be, never narrower.
/// </para>
/// <para>
/// That holds only if the k draws are independent, and an encoder that publishes every two seconds to the
/// millisecond, under a cache that counts whole seconds, draws once and repeats it: 0.1 s seen forty times says
/// nothing of the 1.0 s that another start would show. So the phases of all n publications in the cache's period are
/// looked at first. If they were n even draws from a circle, the chance of an empty arc larger than x would be at
/// most n (1 - x)^(n - 1) (Stevens 1939); an arc that has less than one chance in a million means that the phases were not even
/// draws, and no bound is given.
/// </para>
/// <para>
/// Added to m first is what the observation itself can have missed: the error in the moment of superseding, and the
/// gap between two samples of a worker. An entry is made by the first sample of its life and seen for the last time by
/// the last, so a window of W shows a peak of W less both waits; their mean together is the mean length of the gap that
/// a moment falls into, E[g^2]/E[g]. Because the chance of a peak above m is convex in the waits, taking the mean of
/// them makes the bound wider than it need be, never narrower (Jensen).
/// </para>
/// </remarks>
public static class StalenessBound
{
    public const double Confidence = 0.95;

    // Refusing a bound that could have been given costs little; giving one that does not hold costs the verdict.
    // Still, even draws must hardly ever be taken for kept ones: a verdict hangs on it in each of many runs.
    private const double PhaseDoubt = 1e-6;

    // Fewer windows than this are no basis for a bound within a tenth: 0.05^(-1/32) is 1.098.
    private const int FewestWindows = 32;

    // The largest of 20 draws and more lies so near its end, at the least, nine times out of ten.
    private const double LikelyMax = 0.9;

    /// <param name="missed">What a peak can have had beyond the last sample of it.</param>
    /// <param name="windows">Superseded versions that were served.</param>
    /// <param name="phases">Of all publications meanwhile, in the cache's period, each in [0, 1).</param>
    /// <returns>The bound, or null and the reason.</returns>
    public static (TimeSpan? Upper, string Reason) Of(
        TimeSpan max,
        TimeSpan missed,
        int windows,
        IReadOnlyList<double> phases
    )
    {
        if (windows == 0)
            return (
                null,
                "no version was served for longer after it was superseded than the timing can tell: no window to bound"
            );
        var gap = LargestGap(phases);
        if (phases.Count > 1 && gap > CriticalGap(phases.Count))
            return (
                null,
                $"publications kept to {1 - gap:P0} of the cache's period, so the {windows} windows are one draw "
                    + "repeated: the maximum holds for this phase only"
            );
        return (
            (max + missed) * Math.Pow(1 - Confidence, -1.0 / windows),
            $"max * 0.05^(-1/{windows}), from {windows} independent windows"
        );
    }

    /// <summary>Windows needed for a bound that lies within a share above the maximum.</summary>
    /// <param name="missedShare">What sampling can miss, as a share of the window.</param>
    public static int WindowsFor(double tolerance, double missedShare = 0)
    {
        var sampling = 1 + (missedShare / (LikelyMax - missedShare));
        var rest = (1 + tolerance) / sampling;
        return rest <= 1
            ? int.MaxValue
            : Math.Max(
                FewestWindows,
                (int)Math.Ceiling(Math.Log(1 / (1 - Confidence)) / Math.Log(rest))
            );
    }

    /// <summary>What dithered sampling, once in each interval, misses of a window in the mean: 7/6 of the interval.</summary>
    /// <remarks>E[g^2]/E[g], where g is the distance of even draws from neighbouring intervals of length d: variance d^2/6.</remarks>
    public static TimeSpan MissedBy(TimeSpan interval) => interval * 7 / 6;

    /// <summary>The mean length of the gap that a moment falls into: E[g^2]/E[g], longer than the mean gap.</summary>
    public static TimeSpan MeanGapAround(IEnumerable<TimeSpan> gaps)
    {
        var (squares, all) = (0.0, 0.0);
        foreach (var gap in gaps)
            (squares, all) = (
                squares + (gap.TotalSeconds * gap.TotalSeconds),
                all + gap.TotalSeconds
            );
        return all == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(squares / all);
    }

    /// <summary>
    /// What the maximum of so many independent windows surely reaches if each of them is as long as predicted: W
    /// alpha^(1/k), less what sampling misses.
    /// </summary>
    /// <param name="alpha">The chance that it stays below all the same.</param>
    public static TimeSpan LeastMax(TimeSpan window, TimeSpan missed, int windows, double alpha)
    {
        if (windows == 0)
            return TimeSpan.Zero;
        var least = (window * Math.Pow(alpha, 1.0 / windows)) - missed;
        return least > TimeSpan.Zero ? least : TimeSpan.Zero;
    }

    /// <summary>The largest arc of the circle that no phase falls in, from 0 to 1.</summary>
    public static double LargestGap(IReadOnlyList<double> phases)
    {
        if (phases.Count == 0)
            return 1;
        var sorted = phases.Order().ToList();
        return sorted.Zip(sorted.Skip(1), (a, b) => b - a).Append(sorted[0] + 1 - sorted[^1]).Max();
    }

    /// <summary>The widest empty arc that n even draws from a circle leave, but for one chance in a million (Stevens 1939).</summary>
    public static double CriticalGap(int n) => 1 - Math.Pow(PhaseDoubt / n, 1.0 / (n - 1));
}
