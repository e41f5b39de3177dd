using Verify.Instruments.Statistics;
using Verify.Reports.Nightly;

namespace Verify.Scenarios.Nightly.Gate;

/// <summary>Tells whether a figure differs from those of the last nights by more than its noise.</summary>
/// <remarks>
/// With m the median of the last n nights and s their median absolute deviation times 1.4826 (a standard deviation where
/// the noise is normal; Rousseeuw and Croux, "Alternatives to the Median Absolute Deviation", JASA 88, 1993), a figure is
/// worse if it is beyond m by more than the noise max(k(n) s, half its own interval, the least that means anything), and
/// worse than each of those n nights that was not itself said to be. The first condition keeps normal noise from being
/// taken for a change in all but 1 of 1000 figures; the second, whatever the noise is distributed like, in all but about
/// 1 of n + 1. A step that stays is said until half of the nights have it: then it is what is usual.
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
        IReadOnlyList<PastFigure> nights
    )
    {
        PastFigure[] past = [.. nights.TakeLast(Most)];
        double[] last = [.. past.Select(one => one.Value)];
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
        )
        {
            Id = headline.Id,
        };
        if (last.Length < Fewest)
            return judged;
        var noise = new[]
        {
            K[last.Length - Fewest] * Robust.Spread(last),
            OwnInterval(tonight),
            headline.Least,
        }.Max();
        return judged with { Noise = noise, Move = MoveOf(judged, noise, past) };
    }

    private static FigureMove MoveOf(FigureChange figure, double noise, PastFigure[] past)
    {
        var higher = figure.Value - figure.Before!.Value;
        var usual = past.Where(one => !one.WasSaid).Select(one => one.Value);
        var isBeyondAll =
            higher > 0
                ? usual.All(value => value < figure.Value)
                : usual.All(value => value > figure.Value);
        return Math.Abs(higher) <= noise || !isBeyondAll ? FigureMove.Within
            : higher > 0 == (figure.Better == Better.Lower) ? FigureMove.Worse
            : FigureMove.Better;
    }

    // One that only has a bound for what was not sampled (a maximum) has no half on its other side.
    private static double OwnInterval(HeadlineValue tonight) =>
        tonight is { Low: { } low, High: { } high }
            ? Math.Min(tonight.Value - low, high - tonight.Value)
            : 0;
}

/// <summary>The same figure of an earlier night.</summary>
/// <param name="WasSaid">It was worse or better than the nights before it.</param>
internal sealed record PastFigure(double Value, bool WasSaid);
