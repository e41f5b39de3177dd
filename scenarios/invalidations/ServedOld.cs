using NUnit.Framework;
using Verify.Instruments.Invalidation;
using Verify.Instruments.Replay;
using Verify.Scenarios.Figures;

namespace Verify.Scenarios.Invalidations;

/// <summary>Whether a configuration is in force, told by how long it has a replaced playlist served old.</summary>
internal static class ServedOld
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>How long to watch: until it is clear, and as long as a second is late.</summary>
    public static TimeSpan Watched(CacheWindow window, TimeSpan otherwise) =>
        (IsLonger(window, otherwise) ? otherwise : window.High) + Bounds.Fresh + 2 * Bounds.Floor;

    public static string Claim(Invalidation seen) =>
        $"{seen.Endpoint}: a replaced playlist is served old for";

    /// <param name="window">What the configuration that is to be in force predicts.</param>
    /// <param name="otherwise">How long it would be at most, were the other one in force.</param>
    public static void Judge(
        Step step,
        Invalidation seen,
        CacheWindow window,
        TimeSpan otherwise,
        string? proves
    )
    {
        if (IsLonger(window, otherwise))
            step.Expect(
                Claim(seen),
                seen.LastOld,
                Is.GreaterThan(otherwise + Bounds.Floor),
                $"longer than the other configuration allows: the {window.High.TotalSeconds:0} s of this one are in force",
                proves
            );
        else
            step.Expect(
                $"{Claim(seen)}, at most",
                seen.LastOld,
                Is.LessThanOrEqualTo(window.High + Bounds.Floor),
                "as the configuration predicts; so short a time may not distinguish it from the other configuration",
                proves
            );
    }

    private static bool IsLonger(CacheWindow window, TimeSpan otherwise) =>
        window.Low > otherwise + Bounds.Floor;
}
