using System.Text.Json.Nodes;
using Verify.Origin.Keys;
using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

public sealed class OriginProfileTests
{
    [Test]
    public void The_eight_profiles_are_there() =>
        Assert.That(
            Profiles.Shipped.Origin.Names,
            Is.EqualTo(
                new[]
                {
                    "4k-abr",
                    "debug",
                    "default",
                    "logged",
                    "low-latency",
                    "stress-test",
                    "tap",
                    "tap-logged",
                }
            )
        );

    // width height bitrate maxrate bufsize audio framerate multibitrate
    [TestCase("default", "1280 720 2000k 2200k 4000k 128k 30 False")]
    [TestCase("low-latency", "1280 720 2000k 2500k 2000k 96k 30 False")]
    [TestCase("4k-abr", "1280 720 2000k 2200k 4000k 128k 30 True")]
    [TestCase("stress-test", "1280 720 1500k 1650k 3000k 96k 25 False")]
    [TestCase("tap", "1280 720 2000k 2200k 4000k 128k 30 False")]
    public void Every_profile_has_the_seeds_video(string name, string video)
    {
        var profile = Profiles.Shipped.Origin.Get(name);
        var v = profile.Video;
        Assert.That(
            $"{v.Width} {v.Height} {v.Bitrate} {v.Maxrate} {v.Bufsize} {v.AudioBitrate} "
                + $"{profile.Encoder.Framerate} {profile.Multibitrate}",
            Is.EqualTo(video)
        );
    }

    // enabled buffer flush gzip segmentsOnly networking
    [TestCase("default", "False 512k 10s 0 False user")]
    [TestCase("logged", "True 512k 10s 0 True user")]
    [TestCase("debug", "True 256k 5s 4 False user")]
    [TestCase("tap", "False 512k 10s 0 False tap")]
    [TestCase("tap-logged", "True 512k 10s 0 True tap")]
    public void Every_profile_has_the_seeds_logging_and_networking(string name, string expected)
    {
        var profile = Profiles.Shipped.Origin.Get(name);
        var l = profile.Logging;
        Assert.That(
            $"{l.Enabled} {l.Buffer} {l.FlushInterval} {l.Gzip} {l.SegmentsOnly} {profile.Networking.Mode}",
            Is.EqualTo(expected)
        );
    }

    [Test]
    public void The_4k_ladder_replaces_the_base_ladder()
    {
        var profile = Profiles.Shipped.Origin.Get("4k-abr");
        Assert.That(
            profile.Variants.Select(variant => variant.Name),
            Is.EqualTo(new[] { "2160p", "1080p", "720p", "480p", "360p" })
        );
        Assert.That(
            profile.Variants.Sum(variant => variant.Bitrate.Kbps + variant.AudioBitrate.Kbps),
            Is.EqualTo(24_108)
        );
    }

    [Test]
    public void Overrides_come_last_and_move_what_is_derived()
    {
        var profile = Profiles.Shipped.Origin.Get(
            "low-latency",
            "hls.listSize=12",
            "video.bitrate=3m",
            "hls.flags=delete_segments+omit_endlist",
            "logging.enabled=true"
        );
        Assert.That(profile.Hls.ListSize, Is.EqualTo(12));
        Assert.That(profile.Hls.SegmentDuration, Is.EqualTo(1));
        Assert.That(profile.Derived.TotalBitrateKbps, Is.EqualTo(3096));
        Assert.That(profile.Hls.Flags, Is.EqualTo(new[] { "delete_segments", "omit_endlist" }));
        Assert.That(profile.Logging.Enabled, Is.True);
    }

    [Test]
    public void Every_value_in_a_profile_file_is_one_that_its_key_allows([Values] bool swarm)
    {
        var (kind, table) = swarm ? ("swarm", SwarmKeys.Table) : ("origin", OriginKeys.Table);
        foreach (var name in ShippedProfiles.Names(kind))
        {
            var tree = ShippedProfiles.Read(kind, name);
            Assert.That(
                new ValueReader(_ => $"{name}: ").Read(table, tree).ToJsonString(),
                Is.EqualTo(tree.ToJsonString())
            );
        }
    }

    [Test]
    public void Every_key_has_a_value_in_base_and_base_has_no_other()
    {
        Assert.That(
            Leaves(ShippedProfiles.Read("origin", "base")).Select(leaf => leaf.Key),
            Is.EqualTo(OriginKeys.Table.Keys.Select(key => key.Name))
        );
    }

    [Test]
    public void No_profile_repeats_what_base_says()
    {
        var below = Leaves(ShippedProfiles.Read("origin", "base"))
            .ToDictionary(leaf => leaf.Key, leaf => leaf.Value.ToJsonString());
        foreach (var name in Profiles.Shipped.Origin.Names)
        {
            foreach (var (key, value) in Leaves(ShippedProfiles.Read("origin", name)))
            {
                Assert.That(value.ToJsonString(), Is.Not.EqualTo(below[key]), $"{name}: {key}");
            }
        }
    }

    [Test]
    public void The_dump_has_the_seeds_names_and_numbers_are_numbers()
    {
        var dump = Profiles.Shipped.Origin.Dump(
            Profiles.Shipped.Origin.Get("default", "hls.listSize=12")
        );
        Assert.That((int)dump["hls"]!["listSize"]!, Is.EqualTo(12));
        Assert.That((int)dump["derived"]!["totalHlsFiles"]!, Is.EqualTo(19));
        Assert.That((int)dump["derived"]!["openFileCacheMax"]!, Is.EqualTo(57));
        Assert.That((int)dump["derived"]!["recommendedTmpfsMB"]!, Is.EqualTo(76));
        Assert.That((int)dump["cache"]!["manifest"]!["maxAge"]!, Is.EqualTo(1));
        Assert.That((int)dump["cache"]!["manifest"]!["staleWhileRevalidate"]!, Is.EqualTo(2));
        Assert.That((bool)dump["cache"]!["segment"]!["immutable"]!, Is.True);
        Assert.That((int)dump["encoder"]!["gopSize"]!, Is.EqualTo(60));
        Assert.That(
            (string)dump["hlsFlags"]!,
            Is.EqualTo("delete_segments+omit_endlist+temp_file")
        );
        Assert.That((string)dump["_profile"]!["name"]!, Is.EqualTo("default"));
        Assert.That(dump["_profile"]!["availableProfiles"]!.AsArray(), Has.Count.EqualTo(8));
        Assert.That((string)dump["video"]!["bitrate"]!, Is.EqualTo("2000k"));
    }

    private static IEnumerable<(string Key, JsonNode Value)> Leaves(JsonObject tree) =>
        tree.SelectMany(pair =>
            pair.Value is JsonObject section
                ? Leaves(section).Select(leaf => ($"{pair.Key}.{leaf.Key}", leaf.Value))
                : [(pair.Key, pair.Value!)]
        );
}
