using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>--set edge.playlist=1h: what is understood, and what is refused by name.</summary>
public sealed class EdgeTimesTests
{
    [Test]
    public void What_is_set_replaces_the_scaled_time_and_leaves_the_others() =>
        Assert.That(
            EdgeTimes.Option.Parse($"edge.playlist=1h{ScenarioOption.Between}edge.segment=1d 12h"),
            Is.EqualTo(
                EdgeTimes.Scaled with
                {
                    Playlist = TimeSpan.FromHours(1),
                    Segment = TimeSpan.FromHours(36),
                }
            )
        );

    [TestCase("edge.playlst=1h", "Did you mean 'edge.playlist'?")]
    [TestCase("edge.playlist", "give a key and a value")]
    [TestCase("edge.playlist=", "it has no digits")]
    [TestCase("edge.playlist=1.5s", "no fractions")]
    [TestCase("edge.segment=1s", "give a time from 2s to 30d")]
    [TestCase("edge.inactive=1y", "give a time from 2s to 30d")]
    public void What_is_no_time_is_refused_with_what_is_allowed(string typed, string said) =>
        Assert.That(
            () => EdgeTimes.Option.Check(typed),
            Throws.TypeOf<UsageError>().With.Message.Contains(said).And.Message.Contains(typed)
        );
}
