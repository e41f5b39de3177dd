using Verify.Instruments.Replay;

namespace Verify.Instruments.Staleness;

/// <summary>How many probe playlists an endpoint is asked for, and how often, to bound a predicted window closely.</summary>
/// <param name="Files">Probe playlists; each gives a window of its own whenever its entry dies.</param>
/// <param name="Interval">Each of them is asked for once in so long.</param>
/// <param name="Windows">Independent windows that the tolerance needs.</param>
/// <param name="Tolerance">The bound is to lie within this share above the maximum.</param>
/// <param name="Shortfall">Why the tolerance cannot be reached, or null.</param>
public sealed record ProbePlan(
    int Files,
    TimeSpan Interval,
    int Windows,
    double Tolerance,
    string? Shortfall
)
{
    // Each window's age is known to this share of it: what the sampling adds to the bound is then a third of 10 %.
    private const double IntervalShare = 1 / 30.0;

    // A long window needs no finer look than this, and no request that goes with it.
    private static readonly TimeSpan Coarsest = TimeSpan.FromMilliseconds(150);

    // Some windows are lost: to a pause of the machine, at the beginning and the end.
    private const double Spare = 1.25;

    // Enough to see that there is nothing to see.
    private const int WithoutCache = 4;

    /// <param name="window">As the configuration predicts it.</param>
    /// <param name="most">Probe playlists that there may be: all of them have to fit into the cache.</param>
    public static ProbePlan For(CacheWindow window, TimeSpan watching, double tolerance, int most)
    {
        if (window.High <= TimeSpan.Zero)
            return new(Math.Min(WithoutCache, most), Coarsest, 0, tolerance, null);
        var interval = window.High * IntervalShare;
        if (interval > Coarsest)
            interval = Coarsest;
        var missed = StalenessBound.MissedBy(interval);
        var windows = StalenessBound.WindowsFor(tolerance, missed / window.High);
        var each = WindowsOfOne(window, watching);
        var files = each == 0 ? most : (int)Math.Ceiling(windows * Spare / each);
        return new(
            Math.Min(files, most),
            interval,
            windows,
            tolerance,
            files <= most && each > 0
                ? null
                : $"{windows} windows of {window.High.TotalSeconds:0} s do not fit into {watching.TotalSeconds:0} s "
                    + $"of watching {most} playlists"
        );
    }

    /// <summary>Windows that one playlist surely ends in while it is watched: one in each life, and none without a publication.</summary>
    public static int WindowsOfOne(CacheWindow window, TimeSpan watching)
    {
        var life =
            window.High > ProbePlaylists.LongestGap ? window.High : ProbePlaylists.LongestGap;
        // A second until all workers are asked, and the entry of the last life has to be seen to die.
        return Math.Max(0, (int)((watching - TimeSpan.FromSeconds(1)) / life));
    }
}
