using Verify.Engine.Interruptions;

namespace Verify.Scenarios.Nightly.Jobs;

/// <summary>What is followed of a drill from night to night.</summary>
internal static class DrillHeadlines
{
    // A recovery looks at processes and mounts every 20 ms, and two labs share the lane: a tenth of a second says nothing.
    private const double Least = 0.1;

    public static IReadOnlyList<Headline> All { get; } =
    [
        new(
            "time-to-recover-longest",
            "longest time to recover",
            DrillCell.TimeToRecover,
            Subject: null,
            "s",
            Better.Lower,
            Least,
            Headline.Value
        ),
    ];
}
