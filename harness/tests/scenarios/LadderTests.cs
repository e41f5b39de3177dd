using Verify.Tests.Engine;

namespace Verify.Tests.Scenarios;

/// <summary>What step 5.15 says of a ladder that is as its master says, and of one that is not.</summary>
public sealed class LadderTests
{
    [Test]
    public void A_whole_ladder_passes_and_each_thing_that_is_wrong_fails_by_name()
    {
        var run = SelfRun.Of<LadderScenario>();
        Assert.That(run.Step("1.2"), Is.EqualTo(Verdict.Pass), Missed(run));
        Assert.That(run.Step("1.3"), Is.EqualTo(Verdict.Fail));
        Assert.That(
            Missed(run).Split('\n').Where(line => line.StartsWith("1.3 ")),
            Has.Some.Contain("the variants that the master playlist lists")
                .And.Some.Contain(
                    "720p/stream.m3u8: listed segments that are not served completely"
                )
                .And.Some.Contain("720p/stream.m3u8: bits per second of its largest segment")
                .And.Some.Contain("360p/stream.m3u8: frame size, by ffprobe")
                .And.Some.Contain("360p/stream.m3u8: codecs, by ffprobe")
        );
    }

    [TestCase(200, 100, 100L, true)]
    [TestCase(200, 99, 100L, false)]
    [TestCase(200, 0, null, false)]
    [TestCase(206, 100, 100L, false)]
    [TestCase(200, 100, null, true)]
    public void A_segment_is_whole_with_all_bytes_of_its_file(
        int status,
        long bytes,
        long? length,
        bool whole
    ) =>
        Assert.That(
            new Verify.Scenarios.NginxCaching.Variants.ServedSegment(
                null!,
                status,
                bytes,
                length
            ).IsWhole,
            Is.EqualTo(whole)
        );

    [TestCase(1280, 720, 30, 31)]
    [TestCase(1920, 1080, 30, 40)]
    [TestCase(1920, 1080, 60, 42)]
    [TestCase(3840, 2160, 30, 51)]
    [TestCase(640, 360, 30, 30)]
    public void The_level_of_a_size_is_the_standard_s(int width, int height, int rate, int level) =>
        Assert.That(
            Verify.Scenarios.NginxCaching.Variants.H264Level.For(width, height, rate),
            Is.EqualTo(level)
        );

    [TestCase("default", 74)]
    [TestCase("default", 84, "multibitrate=true")]
    // 24,108 kbit/s for 32 s, twice, and 64 MB: the profile says 115.
    [TestCase("4k-abr", 253)]
    public void The_tmpfs_is_as_the_profile_says_unless_that_does_not_hold_the_ladder(
        string profile,
        int megabytes,
        params string[] set
    ) =>
        Assert.That(
            Verify.Scenarios.NginxCaching.Setup.TmpfsRoom.Megabytes(
                Verify.Origin.Profile.Profiles.Shipped.Origin.Get(profile, set)
            ),
            Is.EqualTo(megabytes)
        );

    private static string Missed(SelfRun run) =>
        string.Join(
            '\n',
            run.All<ClaimEvaluated>()
                .Where(claim => claim.Verdict != Verdict.Pass)
                .Select(claim => $"{claim.Step} {claim.Claim}: {claim.Actual}")
        );
}
