using Verify.Origin.Keys;
using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

public sealed class DerivedTests
{
    [TestCase("default", 2, 10, 2128, 532, 16, 17, 51, 20, 30, 8, 74, 60)]
    [TestCase("logged", 2, 10, 2128, 532, 16, 17, 51, 20, 30, 8, 74, 60)]
    [TestCase("debug", 2, 10, 2128, 532, 16, 17, 51, 20, 30, 8, 74, 60)]
    [TestCase("tap", 2, 10, 2128, 532, 16, 17, 51, 20, 30, 8, 74, 60)]
    [TestCase("tap-logged", 2, 10, 2128, 532, 16, 17, 51, 20, 30, 8, 74, 60)]
    [TestCase("low-latency", 1, 6, 2096, 262, 12, 13, 39, 6, 11, 3, 67, 30)]
    [TestCase("4k-abr", 2, 10, 2128, 532, 16, 81, 243, 20, 30, 40, 115, 60)]
    [TestCase("stress-test", 2, 15, 1596, 399, 21, 22, 66, 30, 40, 8, 75, 50)]
    public void Every_profile_derives_what_the_seed_derives(
        string name,
        int duration,
        int list,
        int kbps,
        int segmentKB,
        int filesPerVariant,
        int total,
        int cacheMax,
        int window,
        int lifetime,
        int storage,
        int tmpfs,
        int gop
    )
    {
        var profile = Profiles.Shipped.Origin.Get(name);
        var derived = profile.Derived;
        Assert.That(
            new[]
            {
                profile.Hls.SegmentDuration,
                profile.Hls.ListSize,
                derived.TotalBitrateKbps,
                derived.SegmentSizeKB,
                derived.FilesPerVariant,
                derived.TotalHlsFiles,
                derived.OpenFileCacheMax,
                derived.PlaylistWindowSec,
                derived.SegmentLifetimeSec,
                derived.TotalStorageMB,
                derived.RecommendedTmpfsMB,
                derived.GopSize,
            },
            Is.EqualTo(
                new[]
                {
                    duration,
                    list,
                    kbps,
                    segmentKB,
                    filesPerVariant,
                    total,
                    cacheMax,
                    window,
                    lifetime,
                    storage,
                    tmpfs,
                    gop,
                }
            )
        );
    }

    [TestCase("default", "public, max-age=1, stale-while-revalidate=2, no-transform")]
    [TestCase("4k-abr", "public, max-age=1, stale-while-revalidate=2, no-transform")]
    [TestCase("low-latency", "public, max-age=0, stale-while-revalidate=1, no-transform")]
    [TestCase("stress-test", "public, max-age=1, stale-while-revalidate=2, no-transform")]
    public void Cache_Control_follows_the_segment_duration(string name, string manifest)
    {
        var cache = Profiles.Shipped.Origin.Get(name).Cache;
        Assert.That(cache.Manifest.Header, Is.EqualTo(manifest));
        Assert.That(
            cache.Segment.Header,
            Is.EqualTo("public, max-age=60, immutable, no-transform")
        );
        Assert.That(
            cache.Master.Header,
            Is.EqualTo("public, max-age=5, stale-while-revalidate=10, no-transform")
        );
    }

    [Test]
    public void The_base_ladder_of_two_variants_needs_a_cache_of_99() =>
        Assert.That(
            Profiles.Shipped.Origin.Get("default", "multibitrate=true").Derived.OpenFileCacheMax,
            Is.EqualTo(99)
        );

    [Test]
    public void The_largest_values_that_are_allowed_do_not_overflow()
    {
        var derived = Profiles
            .Shipped.Origin.Get(
                "4k-abr",
                "video.bitrate=50000k",
                "hls.listSize=1000",
                "hls.segmentDuration=60",
                "hls.deleteThreshold=1000"
            )
            .Derived;
        Assert.That(derived.RecommendedTmpfsMB, Is.Positive);
        Assert.That(derived.TotalStorageMB, Is.Positive);
    }

    [TestCase("2000k", 2000)]
    [TestCase("2000K", 2000)]
    [TestCase("3m", 3000)]
    [TestCase("2.5M", 2500)]
    public void A_bitrate_is_read_with_its_unit(string text, int kbps)
    {
        Assert.That(Bitrate.TryParse(text, out var rate), Is.True);
        Assert.That(rate.Kbps, Is.EqualTo(kbps));
        // To FFmpeg a small m is a thousandth.
        Assert.That(rate.ToString(), Is.EqualTo($"{kbps}k"));
    }

    [TestCase("2000")]
    [TestCase("fast")]
    [TestCase("2.0001k")]
    [TestCase("-1k")]
    [TestCase("1e3k")]
    [TestCase("99999999999999999999999999999999999999m")]
    public void What_is_no_bitrate_is_not_read(string text) =>
        Assert.That(Bitrate.TryParse(text, out _), Is.False);
}
