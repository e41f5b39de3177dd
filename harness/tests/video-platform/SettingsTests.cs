using Verify.VideoPlatform.Settings;

namespace Verify.Tests.VideoPlatform;

/// <summary>What the environment may say, and what is said of the rest.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SettingsTests
{
    [Test]
    public void Nothing_given_is_the_cured_design_on_the_seeds_defaults()
    {
        var settings = Read();
        Assert.That(settings.Traits.Design, Is.EqualTo(VideoDesign.Cured));
        Assert.That(
            settings.Redis,
            Is.EqualTo(new RedisSettings("localhost", 6379, "", 0, TimeSpan.FromMinutes(5)))
        );
        Assert.That(settings.CdnBaseUrl, Is.EqualTo(new Uri("http://localhost:8081")));
    }

    [TestCase("REDIS_PORT", "0", "a whole number from 1 to 65535")]
    [TestCase("REDIS_PORT", "6379 ", "a whole number from 1 to 65535")]
    [TestCase("REDIS_DB", "16", "0 to 15")]
    [TestCase("REDIS_TTL", "5", "such as 300ms, 30s, 5m")]
    [TestCase("REDIS_TTL", "0s", "such as 300ms, 30s, 5m")]
    [TestCase("REDIS_TTL", "-5m", "such as 300ms, 30s, 5m")]
    [TestCase("REDIS_TTL", "999999999h", "up to 168h")]
    [TestCase("CDN_BASE_URL", "localhost:8081", "an http or https address")]
    [TestCase("CDN_BASE_URL", "http://cdn/?a=b", "without a query")]
    [TestCase("S3_ENDPOINT", "s3", "an http or https address")]
    [TestCase("POSTGRES_PORT", "x", "a whole number")]
    [TestCase("HTTP_PORT", "70000", "0 to 65535")]
    [TestCase("HTTP_HOST", "nowhere", "an IP address")]
    [TestCase("VIDEO_DESIGN", "Cured", "without, as-designed, cured")]
    [TestCase("VIDEO_SINGLEFLIGHT", "all", "none, process, shared")]
    [TestCase("VIDEO_INVALIDATION", "delete", "delete-before-write, write-before-delete, fenced")]
    [TestCase("VIDEO_FENCE", "true", "on or off")]
    [TestCase("VIDEO_FALLBACK", "no", "on or off")]
    [TestCase("VIDEO_OUTPUT", "both", "stable, versioned")]
    [TestCase("VIDEO_SOURCES", "http://somewhere/", "lavfi:")]
    [TestCase("VIDEO_SOURCES", "file:///not/there/", "file:///srv/uploads/")]
    [TestCase("VIDEO_SINGLEFLIHGT", "none", "is no setting")]
    [TestCase("JOB_LEASE", "soon", "a duration")]
    [TestCase("WORK_DIR", "/not/there", "a folder")]
    public void A_value_that_is_not_allowed_is_named_with_what_is(
        string name,
        string value,
        string allowed
    ) =>
        Assert.That(
            () => Read((name, value)),
            Throws
                .TypeOf<WrongSetting>()
                .With.Message.StartsWith($"{name}: ")
                .And.Message.Contains(allowed)
        );

    [Test]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.That(
            () => Read(("REDIS_PORT", "x"), ("VIDEO_FENCE", "x")),
            Throws
                .TypeOf<WrongSetting>()
                .With.Message.Contains("REDIS_PORT: ")
                .And.Message.Contains("VIDEO_FENCE: ")
        );

    [TestCase("VIDEO_SINGLEFLIGHT", "none")]
    [TestCase("VIDEO_FENCE", "on")]
    [TestCase("VIDEO_FALLBACK", "off")]
    public void A_trait_of_the_cache_is_refused_where_there_is_none(string name, string value) =>
        Assert.That(
            () => Read(("VIDEO_DESIGN", "without"), (name, value)),
            Throws.TypeOf<WrongSetting>().With.Message.StartsWith($"{name}: has no effect")
        );

    [Test]
    public void A_trait_can_be_replaced_alone()
    {
        var cured = Read().Traits;
        Assert.That(
            Read(("VIDEO_INVALIDATION", "delete-before-write")).Traits,
            Is.EqualTo(cured with { Invalidation = Invalidation.DeleteBeforeWrite })
        );
        Assert.That(Read(("VIDEO_FENCE", "off")).Traits, Is.EqualTo(cured with { Fence = false }));
        Assert.That(
            Read(("VIDEO_SINGLEFLIGHT", "none")).Traits,
            Is.EqualTo(cured with { Singleflight = Singleflight.None })
        );
        Assert.That(
            Read(("VIDEO_FALLBACK", "off")).Traits,
            Is.EqualTo(cured with { Fallback = false })
        );
    }

    [TestCase("300ms", 0.3)]
    [TestCase("90s", 90)]
    [TestCase("1h30m", 5400)]
    [TestCase("1.5s", 1.5)]
    public void Durations_are_written_as_the_seed_writes_them(string written, double seconds) =>
        Assert.That(
            Read(("REDIS_TTL", written)).Redis.Ttl,
            Is.EqualTo(TimeSpan.FromSeconds(seconds))
        );

    private static PlatformSettings Read(params (string Name, string Value)[] given) =>
        PlatformSettings.Read(given.ToDictionary(one => one.Name, one => one.Value), port: 0);
}
