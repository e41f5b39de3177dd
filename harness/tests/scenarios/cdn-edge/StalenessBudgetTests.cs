using Verify.Scenarios.CdnEdge.Phases;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>The budget is that of the times that the edges are told (--set edge.playlist=1h), and not of the scaled ones.</summary>
[Parallelizable]
public sealed class StalenessBudgetTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [TestCase(PlatformInRun.AsDesigned, StalenessBudget.AtEdge, 1)]
    [TestCase(PlatformInRun.AsDesigned, StalenessBudget.AtClient, 2)]
    [TestCase(PlatformInRun.Cured, StalenessBudget.AtEdge, 1)]
    [TestCase(PlatformInRun.Cured, StalenessBudget.AtClient, 1)]
    [TestCase(PlatformInRun.Cured, StalenessBudget.AfterPause, 0)]
    public void It_grows_with_the_time_that_the_edge_keeps_a_playlist(
        string design,
        string what,
        int times
    )
    {
        var (one, two) = (Of(Hour), Of(2 * Hour));
        Assert.That(two.Most - one.Most, Is.EqualTo(times * Hour));
        Assert.That(two.Reached, Is.LessThanOrEqualTo(two.Most));

        StalenessBudget Of(TimeSpan kept) =>
            StalenessBudget.For(kept).Single(line => line.Design == design && line.What == what);
    }
}
