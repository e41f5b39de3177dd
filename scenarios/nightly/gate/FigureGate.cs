using Verify.Reports;

namespace Verify.Scenarios;

/// <summary>Tells whether a figure differs from those of the last nights by more than its noise.</summary>
/// <remarks>
/// With m the median of the last n nights and s their median absolute deviation times 1.4826 (a standard deviation where
/// the noise is normal; Rousseeuw and Croux, "Alternatives to the Median Absolute Deviation", JASA 88, 1993), a figure is
/// worse if it is beyond m by more than the noise max(k(n) s, half its own interval, the least that means anything), and
/// worse than each of those n nights. The first condition keeps normal noise from being taken for a change in all but 1
/// of 1000 figures; the second, whatever the noise is distributed like, in all but 1 of n + 1.
/// A figure that gets worse by less than its noise every night is never said: the last nights follow it.
/// </remarks>
internal static class FigureGate
{
    /// <summary>With fewer nights a spread is so uncertain that nothing less than a multiple would be seen.</summary>
    public const int Fewest = 7;

    /// <summary>Two weeks: more would hold what is long over against tonight.</summary>
    public const int Most = 14;

    // For n from Fewest to Most: of 1000 normal samples beside n others, one is beyond m + k s and all of them.
    // Simulated, 400,000 rounds for each n; a test simulates it again.
    private static readonly double[] K = [12.7, 9.0, 8.9, 7.1, 7.0, 6.1, 6.0, 5.5];

    /// <param name="nights">Of the same figure, comparable, the newest last.</param>
    public static FigureChange Judge(
        Headline headline,
        HeadlineValue tonight,
        IReadOnlyList<double> nights
    )
    {
        double[] last = [.. nights.TakeLast(Most)];
        var judged = new FigureChange(
            headline.Name,
            tonight.Value,
            headline.Unit,
            headline.Better,
            last.Length > 0 ? Robust.Median(last) : null,
            Noise: null,
            last.Length,
            Fewest,
            FigureMove.NotJudged
        );
        if (last.Length < Fewest)
            return judged;
        var noise = new[]
        {
            K[last.Length - Fewest] * Robust.Spread(last),
            OwnInterval(tonight),
            headline.Least,
        }.Max();
        return judged with { Noise = noise, Move = MoveOf(judged, noise, last) };
    }

    private static FigureMove MoveOf(FigureChange figure, double noise, double[] last)
    {
        var higher = figure.Value - figure.Before!.Value;
        if (Math.Abs(higher) <= noise || (figure.Value >= last.Min() && figure.Value <= last.Max()))
            return FigureMove.Within;
        return higher > 0 == (figure.Better == Better.Lower) ? FigureMove.Worse : FigureMove.Better;
    }

    // One that only has a bound for what was not sampled (a maximum) has no half on its other side.
    private static double OwnInterval(HeadlineValue tonight) =>
        tonight is { Low: { } low, High: { } high }
            ? Math.Min(tonight.Value - low, high - tonight.Value)
            : 0;
}
