using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

public sealed class OriginBadInputTests
{
    private const string HlsKeys =
        "hls.segmentDuration, hls.listSize, hls.deleteThreshold, hls.segmentPattern, hls.playlistName, hls.masterPlaylist, hls.flags";

    [TestCase(
        "video.bitrate=fast",
        "video.bitrate: 'fast' is not a bitrate; allowed: a number with k or m, from 8k to 50000k, such as 2000k or 2m."
    )]
    [TestCase(
        "video.bitrate=2000",
        "video.bitrate: '2000' is not a bitrate; allowed: a number with k or m, from 8k to 50000k, such as 2000k or 2m."
    )]
    [TestCase(
        "video.bitrate=1k",
        "video.bitrate: '1k' is out of range; allowed: a number with k or m, from 8k to 50000k, such as 2000k or 2m."
    )]
    [TestCase(
        "hls.listSize=ten",
        "hls.listSize: 'ten' is not a whole number; allowed: a whole number from 1 to 1000."
    )]
    [TestCase(
        "hls.listSize=2.5",
        "hls.listSize: '2.5' is not a whole number; allowed: a whole number from 1 to 1000."
    )]
    [TestCase(
        "hls.listSize=",
        "hls.listSize: '' is not a whole number; allowed: a whole number from 1 to 1000."
    )]
    [TestCase(
        "hls.listSize=0",
        "hls.listSize: '0' is out of range; allowed: a whole number from 1 to 1000."
    )]
    [TestCase(
        "hls.listSize=-3",
        "hls.listSize: '-3' is out of range; allowed: a whole number from 1 to 1000."
    )]
    [TestCase(
        "hls.listSize=99999999999999999999",
        "hls.listSize: '99999999999999999999' is out of range; allowed: a whole number from 1 to 1000."
    )]
    [TestCase(
        "server.port=70000",
        "server.port: '70000' is out of range; allowed: a whole number from 1 to 65535."
    )]
    [TestCase(
        "video.width=1281",
        "video.width: '1281' is not divisible by 2; allowed: a whole number from 16 to 7680, divisible by 2."
    )]
    [TestCase(
        "encoder.framerate=0",
        "encoder.framerate: '0' is out of range; allowed: a whole number from 1 to 120."
    )]
    [TestCase(
        "tmpfs.mode=999",
        "tmpfs.mode: '999' is not of the right form; allowed: an octal mode such as 755 or 1777."
    )]
    [TestCase(
        "logging.enabled=yes",
        "logging.enabled: 'yes' is not true or false; allowed: true or false."
    )]
    [TestCase(
        "encoder.tune=zerolatncy",
        "encoder.tune: 'zerolatncy' is not one of the allowed words; allowed: film, animation, grain, stillimage, psnr, ssim, fastdecode, zerolatency. Did you mean 'zerolatency'?"
    )]
    [TestCase(
        "encoder.profile=Main",
        "encoder.profile: 'Main' is not one of the allowed words; allowed: baseline, main, high. Did you mean 'main'?"
    )]
    [TestCase(
        "hls.listsize=4",
        $"unknown key 'hls.listsize' of the origin profile; keys of hls: {HlsKeys}. Did you mean 'hls.listSize'?"
    )]
    [TestCase(
        "hls=4",
        $"'hls' is a section, not a key of the origin profile; its keys: {HlsKeys}."
    )]
    [TestCase(
        "bogus=1",
        "unknown key 'bogus' of the origin profile; known keys and sections: multibitrate, hls, server, audio, testPattern, video, variants, encoder, networking, logging, tmpfs."
    )]
    [TestCase(
        "variants.0.bitrate=1000k",
        "unknown key 'variants.0.bitrate': variants has no parts that can be set; allowed: a list in a profile file; a list is replaced whole."
    )]
    [TestCase(
        "variants=720p",
        "variants: '720p' cannot be set here; allowed: a list in a profile file; a list is replaced whole."
    )]
    [TestCase(
        "hls.listSize",
        "--set 'hls.listSize' is not key=value; write for example --set hls.segmentDuration=1."
    )]
    [TestCase("=3", "--set '=3' is not key=value; write for example --set hls.segmentDuration=1.")]
    [TestCase("", "--set '' is not key=value; write for example --set hls.segmentDuration=1.")]
    public void A_bad_setting_is_refused_with_what_is_allowed(string setting, string message) =>
        Assert.That(
            () => Profiles.Shipped.Origin.Get("default", setting),
            Throws.TypeOf<UsageError>().With.Message.EqualTo(message)
        );

    // Each of these would otherwise stand in nginx.conf, in a filter graph or in a path.
    [TestCase("server.hlsDir=/var/hls; return 200")]
    [TestCase("server.hlsDir=relative")]
    [TestCase("server.hlsDir=/a%d")]
    [TestCase("logging.buffer=512k; error_log off")]
    [TestCase("logging.flushInterval=soon")]
    [TestCase("logging.files.all=../../etc/x.log")]
    [TestCase("hls.segmentPattern=seg.ts")]
    [TestCase("hls.segmentPattern=seg%%05d.ts")]
    [TestCase("hls.segmentPattern=a/seg%05d.ts")]
    [TestCase("hls.playlistName=stream.m3u")]
    [TestCase("hls.flags=")]
    [TestCase("testPattern=smptebars:rate=1")]
    [TestCase("encoder.level=9")]
    [TestCase("networking.staticIp=10.177.0.256")]
    [TestCase("networking.staticIp=127.0.0.1")]
    [TestCase("networking.gateway=239.0.0.1")]
    [TestCase("networking.subnet=10.177.0.0/31")]
    [TestCase("networking.subnet=10.177.0.0/0")]
    [TestCase("networking.subnet=127.0.0.0/8")]
    [TestCase("networking.subnet=0.0.0.0/8")]
    [TestCase("networking.subnet=224.0.0.0/4")]
    [TestCase("networking.subnet=240.0.0.0/4")]
    [TestCase("networking.tap.mac=01:00:00:01:77:01")]
    [TestCase("networking.tap.mac=00:00:00:00:00:00")]
    [TestCase("networking.tap.mac=ff:ff:ff:ff:ff:ff")]
    [TestCase("networking.tap.device=all")]
    [TestCase("networking.tap.device=default")]
    [TestCase("networking.tap.device=-tap")]
    [TestCase("networking.tap.device=a234567890123456")]
    [TestCase("logging.directory=/")]
    [TestCase("logging.directory=/var")]
    [TestCase("logging.directory=/etc/nginx")]
    [TestCase("logging.directory=/srv/../etc/x")]
    [TestCase("logging.directory=/srv//logs")]
    public void Text_that_would_mean_more_than_itself_is_refused(string setting) =>
        Assert.That(
            () => Profiles.Shipped.Origin.Get("default", setting),
            Throws.TypeOf<UsageError>().With.Message.StartsWith(setting.Split('=')[0])
        );

    [TestCase("staticIp=10.178.0.10", "networking.staticIp 10.178.0.10")]
    [TestCase("gateway=10.177.1.1", "networking.gateway 10.177.1.1")]
    [TestCase("staticIp=10.177.0.0", "neither its first nor its last")]
    [TestCase("staticIp=10.177.0.255", "neither its first nor its last")]
    [TestCase("staticIp=10.177.0.1", "two machines")]
    [TestCase("subnet=10.177.0.9/24", "networking.subnet '10.177.0.9/24'")]
    [TestCase("tap.device=eth0", "'eth0'")]
    [TestCase("tap.device=lo", "'lo'")]
    public void Values_that_make_no_network_of_two_are_refused_by_name(string set, string said) =>
        Assert.That(
            () => Profiles.Shipped.Origin.Get("tap", $"networking.{set}"),
            Throws.TypeOf<UsageError>().With.Message.Contains(said)
        );

    [Test]
    public void The_same_key_twice_is_asked_back() =>
        Assert.That(
            () => Profiles.Shipped.Origin.Get("default", "hls.listSize=4", "hls.listSize=5"),
            Throws
                .TypeOf<UsageError>()
                .With.Message.EqualTo("hls.listSize is set twice, to '4' and to '5'; give it once.")
        );

    [TestCase("logging.directory=/var/hls")]
    [TestCase("logging.directory=/var/hls/logs")]
    [TestCase("server.hlsDir=/var/log/nginx/hls")]
    public void Logs_and_stream_have_folders_apart(string setting) =>
        Assert.That(
            () => Profiles.Shipped.Origin.Get("default", setting),
            Throws
                .TypeOf<UsageError>()
                .With.Message.Contains("are one folder, or one lies in the other")
        );

    [TestCase("logging.directory=/var/hls-logs")]
    [TestCase("networking.tap.device=allx")]
    [TestCase("networking.subnet=10.177.0.0/30")]
    [TestCase("video.bitrate=50000k")]
    public void What_is_only_near_to_it_is_allowed(string setting) =>
        Assert.That(() => Profiles.Shipped.Origin.Get("default", setting), Throws.Nothing);

    [TestCase("99999999999999999999999999999999999k")]
    [TestCase("1000000m")]
    public void A_bitrate_with_many_digits_is_out_of_range(string rate) =>
        Assert.That(
            () => Profiles.Shipped.Origin.Get("default", $"video.bitrate={rate}"),
            Throws.TypeOf<UsageError>().With.Message.Contains("is out of range")
        );

    [Test]
    public void Two_playlists_cannot_have_one_name() =>
        Assert.That(
            () => Profiles.Shipped.Origin.Get("default", "hls.masterPlaylist=stream.m3u8"),
            Throws.TypeOf<UsageError>().With.Message.Contains("'stream.m3u8'")
        );

    [TestCase("defualt", "Did you mean 'default'?")]
    [TestCase("low-latancy", "Did you mean 'low-latency'?")]
    [TestCase("base", "allowed: 4k-abr, debug, default,")]
    [TestCase("../swarm/stress", "allowed: 4k-abr, debug, default,")]
    public void An_unknown_profile_is_refused_with_the_list(string name, string says) =>
        Assert.That(
            () => Profiles.Shipped.Origin.Get(name),
            Throws
                .TypeOf<UsageError>()
                .With.Message.StartsWith($"unknown origin profile '{name}'; allowed: ")
                .And.Message.Contains(says)
        );
}
