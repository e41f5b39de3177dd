using Verify.Instruments.Statistics;

namespace Verify.Scenarios.Paired;

/// <summary>Whether a figure is what it was to be.</summary>
internal enum Reached
{
    Met,
    Missed,
    CannotTell,
}

/// <summary>What pairs of blocks say of a bound.</summary>
internal static class ReachedByPairs
{
    /// <summary>Whether the ratio is at most a bound; it cannot be told where the interval spans the bound.</summary>
    public static Reached AtMost(this RatioOfPairs ratio, double bound) =>
        ratio.High <= bound ? Reached.Met
        : ratio.Low > bound ? Reached.Missed
        : Reached.CannotTell;

    /// <summary>Whether it is at least a bound, likewise.</summary>
    public static Reached AtLeast(this RatioOfPairs ratio, double bound) =>
        ratio.Low >= bound ? Reached.Met
        : ratio.High < bound ? Reached.Missed
        : Reached.CannotTell;
}
