using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Site;
using Verify.Scenarios.NginxCaching.Own;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios.Rollout;

/// <summary>What an own pair's stream is called: as its own locations have it.</summary>
[Parallelizable]
public sealed class StreamNamesTests
{
    [TestCase(@"location ~ \.m3u8$ { }", null, null)]
    [TestCase("location / { }", null, null)]
    [TestCase(@"location / { } location ~ /live[^/]*\.m3u8$ { }", "live.m3u8", null)]
    [TestCase(
        @"location / { } location ~* ^/hls/(low|high)_(\d+)p\.m3u8$ { }",
        "low_1p.m3u8",
        null
    )]
    [TestCase(@"location / { } location = /hls/index.m3u8 { }", "index.m3u8", null)]
    [TestCase(@"location / { } location ~ /chunk_\d+\.ts$ { }", null, "chunk_%05d.ts")]
    [TestCase(@"location / { } location ~ ""/chunk_\d{5}\.ts$"" { }", null, "chunk_%05d.ts")]
    public void Names_are_those_that_the_locations_meant_for_them_answer(
        string locations,
        string? playlist,
        string? segment
    )
    {
        using var folder = new TempFolder();
        Assert.That(
            StreamNames.For(Pair(folder, locations)),
            Is.EqualTo(new StreamNames(playlist, segment))
        );
    }

    [Test]
    public void What_lies_in_the_folder_comes_first()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("www/hls"));
        File.WriteAllText(
            folder.File("www/hls/live_720.m3u8"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nlive_720_0007.ts\n"
        );
        File.WriteAllText(folder.File("www/hls/live_720_0007.ts"), "");
        Assert.That(
            StreamNames.For(Pair(folder, @"location / { }")),
            Is.EqualTo(new StreamNames("live_720.m3u8", "live_720_%04d.ts"))
        );
    }

    private static OwnPair Pair(TempFolder folder, string locations)
    {
        var file = folder.File("nginx.conf");
        File.WriteAllText(
            file,
            $"events {{}} http {{ server {{ listen 80; root {folder.Path}/www; {locations} }} }}"
        );
        var read = ServerConfiguration.Load(file);
        var site = new HlsSite(
            folder.File("www/hls"),
            "/hls/",
            System.Net.IPAddress.Loopback,
            80,
            null,
            read.Conf.Root.Children[^1].Opener!.Place
        );
        return new(read, read, site, site);
    }
}
