using Verify.Instruments.Replay;

namespace Verify.Tests.Instruments;

[TestFixture]
public sealed class CacheWindowPredictionTests
{
    // An entry made in second 7 with valid N dies when second 7 + N begins, whenever within 7 the file changed.
    [TestCase(1, 0.0, 1.0)]
    [TestCase(1, 0.75, 0.25)]
    [TestCase(2, 0.75, 1.25)]
    [TestCase(10, 0.25, 9.75)]
    [TestCase(0, 0.25, 0.0)]
    public void A_superseded_file_is_served_until_the_second_its_entry_dies_in(
        int valid,
        double fraction,
        double longest
    )
    {
        var superseded = DateTimeOffset.UnixEpoch.AddSeconds(7 + fraction);
        Assert.That(
            CacheWindow.Predict(valid).LongestAfter(superseded),
            Is.EqualTo(TimeSpan.FromSeconds(longest))
        );
    }
}
