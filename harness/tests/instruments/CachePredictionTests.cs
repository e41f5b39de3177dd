using Verify.Instruments.Invalidation;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Replay;
using Verify.Instruments.Staleness;

namespace Verify.Tests.Instruments;

public sealed class CachePredictionTests
{
    private const string Cached = "open_file_cache max=100 inactive=30s;";

    [TestCase("", "", 0, TestName = "{m}(nothing set)")]
    [TestCase("open_file_cache off;", "", 0, TestName = "{m}(off)")]
    [TestCase(Cached, "", 60, TestName = "{m}(nginx's default)")]
    [TestCase(Cached + "open_file_cache_valid 10s;", "", 10, TestName = "{m}(inherited)")]
    [TestCase(Cached + "open_file_cache_valid 10;", "", 10, TestName = "{m}(no unit)")]
    [TestCase(Cached + "open_file_cache_valid 1m;", "", 60, TestName = "{m}(minutes)")]
    [TestCase(Cached, "open_file_cache_valid 1s;", 1, TestName = "{m}(of the location)")]
    [TestCase(Cached, "open_file_cache_valid \"2s\";", 2, TestName = "{m}(quoted)")]
    [TestCase(Cached, "open_file_cache_valid 0;", 0, TestName = "{m}(valid 0)")]
    [TestCase(Cached, "open_file_cache off;", 0, TestName = "{m}(off in the location)")]
    [TestCase("open_file_cache_valid 5s;", Cached, 5, TestName = "{m}(cache of the location)")]
    [TestCase(
        Cached,
        "if ($request_method = OPTIONS) { return 204; } open_file_cache_valid 3s;",
        3,
        TestName = "{m}(an if beside it)"
    )]
    public void The_window_is_that_of_the_value_in_force(string http, string location, int seconds)
    {
        var prediction = Of(http, location, InvalidationKind.Replaced);

        Assert.That(prediction.Window, Is.EqualTo(CacheWindow.Predict(seconds)));
        Assert.That(prediction.Unknown, Is.Null);
        Assert.That(prediction.Because, Does.StartWith("open_file_cache"));
    }

    [TestCase("", 0)]
    [TestCase("open_file_cache_errors off;", 0)]
    [TestCase("open_file_cache_errors on;", 60)]
    public void That_a_file_is_missing_is_kept_only_where_errors_are(string errors, int seconds)
    {
        Assert.That(
            Of(Cached, errors, InvalidationKind.Appeared).Window,
            Is.EqualTo(CacheWindow.Predict(seconds))
        );
        Assert.That(
            Of(Cached, errors, InvalidationKind.Deleted).Window.High.TotalSeconds,
            Is.EqualTo(60)
        );
    }

    [Test]
    public void A_file_that_is_not_kept_from_its_first_use_has_no_least_life()
    {
        var prediction = Of(Cached, "open_file_cache_min_uses 3;", InvalidationKind.Replaced);

        Assert.That(
            prediction.Window,
            Is.EqualTo(new CacheWindow(TimeSpan.Zero, TimeSpan.FromSeconds(60)))
        );
        Assert.That(prediction.Replayable, Is.False);
        Assert.That(prediction.Because, Does.Contain("min_uses 3"));
    }

    [TestCase("return 204;")]
    [TestCase("proxy_pass http://127.0.0.1:1;")]
    [TestCase("try_files $uri /other;")]
    public void Where_something_else_answers_nothing_is_predicted(string line)
    {
        Assert.That(
            Of(Cached, line, InvalidationKind.Replaced).Unknown,
            Does.Contain(line.Split(' ')[0])
        );
    }

    // What is tried goes through the same cache, and =404 is what nginx answers by itself.
    [TestCase("try_files $uri =404;")]
    [TestCase("try_files $uri $uri/ =404;")]
    public void The_file_itself_or_404_is_served_as_without_try_files(string line)
    {
        var prediction = Of(Cached, $"{line} open_file_cache_valid 3s;", InvalidationKind.Replaced);

        Assert.That(prediction.Unknown, Is.Null);
        Assert.That(prediction.Window, Is.EqualTo(CacheWindow.Predict(3)));
    }

    [Test]
    public void A_nested_location_decides()
    {
        var conf = NginxConf.Parse(
            $$"""
            http { {{Cached}} open_file_cache_valid 10s;
                server { location /live/ { location ~ \.m3u8$ { open_file_cache_valid 1s; } } } }
            """,
            "it"
        );

        int High(string uri) =>
            (int)CachePrediction.Of(conf, uri, InvalidationKind.Replaced).Window.High.TotalSeconds;

        Assert.That(High("/live/stream.m3u8"), Is.EqualTo(1));
        Assert.That(High("/live/seg.ts"), Is.EqualTo(10));
        Assert.That(High("/stream.m3u8"), Is.EqualTo(10));
    }

    private static CachePrediction Of(string http, string location, InvalidationKind kind) =>
        CachePrediction.Of(
            NginxConf.Parse(
                $$"""http { {{http}} server { location ~ \.m3u8$ { {{location}} } } }""",
                "it"
            ),
            "/stream.m3u8",
            kind
        );
}
