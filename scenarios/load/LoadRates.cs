using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>From counts since the start to what goes on now.</summary>
internal sealed class LoadRates
{
    private const double Mega = 1e6;

    // Viewers fetch once a segment: over less, the rate of a steady stream swings.
    private const int Window = 5;

    // As many as a sparkline has room for.
    private const int Most = 40;

    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    // From nothing: the first second has a rate too.
    private readonly List<SwarmProgress> marks =
    [
        new(
            TimeSpan.Zero,
            TimeSpan.Zero,
            0,
            0,
            0,
            0,
            0,
            new(default, default),
            new(default, default)
        ),
    ];

    /// <summary>Megabits a second, second by second, up to now.</summary>
    public IReadOnlyList<double> Megabits =>
        [
            .. marks.Zip(
                marks.Skip(1),
                (earlier, later) => Rate(earlier, later, p => p.Bytes) * 8 / Mega
            ),
        ];

    public double RequestsPerSecond => Lately(p => p.Requests);

    public double MegabitsPerSecond => Lately(p => p.Bytes) * 8 / Mega;

    public void Add(SwarmProgress now)
    {
        if (now.Elapsed - marks[^1].Elapsed < Apart)
            return;
        marks.Add(now);
        if (marks.Count > Most + 1)
            marks.RemoveAt(0);
    }

    private double Lately(Func<SwarmProgress, long> count) =>
        marks.Count < 2 ? 0 : Rate(marks[Math.Max(0, marks.Count - 1 - Window)], marks[^1], count);

    private static double Rate(
        SwarmProgress earlier,
        SwarmProgress later,
        Func<SwarmProgress, long> count
    ) => (count(later) - count(earlier)) / (later.Elapsed - earlier.Elapsed).TotalSeconds;
}
