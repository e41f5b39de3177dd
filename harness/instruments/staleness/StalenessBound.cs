namespace Verify.Instruments;

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
/// most n (1 - x)^(n - 1) (Stevens 1939); an arc that has less than a 1 % chance means that the phases were not even
/// draws, and no bound is given.
/// </para>
/// <para>
/// Added to m first is what the observation itself can have missed: the error in the moment of superseding, and the
/// mean gap to the next sample that the same worker would have answered.
/// </para>
/// </remarks>
public static class StalenessBound
{
    public const double Confidence = 0.95;

    // Refusing a bound that could have been given costs little; giving one that does not hold costs the verdict.
    private const double PhaseDoubt = 0.01;

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

    /// <summary>The largest arc of the circle that no phase falls in, from 0 to 1.</summary>
    public static double LargestGap(IReadOnlyList<double> phases)
    {
        if (phases.Count == 0)
            return 1;
        var sorted = phases.Order().ToList();
        return sorted.Zip(sorted.Skip(1), (a, b) => b - a).Append(sorted[0] + 1 - sorted[^1]).Max();
    }

    private static double CriticalGap(int n) => 1 - Math.Pow(PhaseDoubt / n, 1.0 / (n - 1));
}
