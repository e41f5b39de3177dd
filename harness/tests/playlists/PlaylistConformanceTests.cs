using Verify.Instruments.Playlists.Conformance;

namespace Verify.Tests.Playlists;

/// <summary>Each rule over one version: kept by the sample, broken by one change to it.</summary>
[Parallelizable]
public sealed class PlaylistConformanceTests
{
    private const string Second = "RESOLUTION=640x360,";

    [TestCase(0, "a title\n42.ts", "a title\n42.ts", "")]
    [TestCase(0, "EXTINF:2.000000", "EXTINF:2.49", "")]
    [TestCase(0, "EXTINF:2.000000", "EXTINF:2.5", "target-duration-exceeded:7")]
    [TestCase(0, "EXT-X-VERSION:3", "EXT-X-VERSION:2", "version-too-low:6")]
    [TestCase(0, "TARGETDURATION:2", "TARGETDURATION:3", "live-too-short:4")]
    [TestCase(
        0,
        "TARGETDURATION:2",
        "TARGETDURATION:0",
        "target-duration-exceeded:7,target-duration-exceeded:10,target-duration-exceeded:12,target-duration-exceeded:14,target-duration-zero:3"
    )]
    [TestCase(0, "44.ts", "43.ts", "segment-repeated:14")]
    [TestCase(
        0,
        "#EXT-X-DISCONTINUITY\n",
        "#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-DISCONTINUITY\n",
        "vod-without-endlist:"
    )]
    [TestCase(1, "VERSION:8", "VERSION:7", "version-too-low:5")]
    [TestCase(
        1,
        "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:00.500Z\n",
        "",
        "daterange-without-date:10"
    )]
    [TestCase(
        1,
        "#EXTINF:6.0,one",
        "#EXT-X-DATERANGE:ID=\"ad\",DURATION=7\n#EXTINF:6.0,one",
        "daterange-differs:12"
    )]
    [TestCase(
        1,
        "START-DATE=\"2026-11-21T10:00:06Z\",DURATION=6,",
        "",
        "daterange-without-start:11"
    )]
    [TestCase(1, "#EXT-X-BITRATE:800", "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:12.6Z", "")]
    [TestCase(
        1,
        "#EXT-X-BITRATE:800",
        "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:14Z",
        "date-drift:22"
    )]
    [TestCase(2, "DURATION=0.95", "DURATION=1.1", "part-target-exceeded:12")]
    [TestCase(2, "DURATION=0.95", "DURATION=0.5", "")]
    [TestCase(2, "DURATION=1.0,URI=\"107.1", "DURATION=0.5,URI=\"107.1", "part-too-short:11")]
    [TestCase(2, ",PART-HOLD-BACK=3.0", "", "part-hold-back-missing:4")]
    [TestCase(2, "PART-HOLD-BACK=3.0", "PART-HOLD-BACK=1.9", "part-hold-back-short:4")]
    [TestCase(2, "PART-HOLD-BACK=3.0", "PART-HOLD-BACK=2.5", "part-hold-back-short:4")]
    [TestCase(2, "HOLD-BACK=12.0", "HOLD-BACK=11.9", "hold-back-short:4")]
    [TestCase(2, "CAN-SKIP-UNTIL=24.0", "CAN-SKIP-UNTIL=23.9", "can-skip-until-short:4")]
    [TestCase(
        2,
        "#EXT-X-RENDITION",
        "#EXT-X-PRELOAD-HINT:TYPE=MAP,URI=\"i\"\n#EXT-X-RENDITION",
        ""
    )]
    [TestCase(
        2,
        "#EXT-X-RENDITION",
        "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"i\"\n#EXT-X-RENDITION",
        "preload-hint-twice:18"
    )]
    [TestCase(
        2,
        "\"108.1.mp4\",BYTERANGE-START=10",
        "\"108.0.mp4\",BYTERANGE-START=0",
        "preload-hint-listed:17"
    )]
    [TestCase(3, "VERSION:7", "VERSION:6", "version-too-low:7")]
    [TestCase(3, Second + "CODECS=\"avc1.42c01f,mp4a.40.2\",", Second, "codecs-missing:11")]
    [TestCase(
        3,
        Second + "CODECS=\"avc1.42c01f,",
        "CODECS=\"avc1.42c01f,",
        "resolution-missing:11"
    )]
    [TestCase(3, Second + "CODECS=\"avc1.42c01f,", "CODECS=\"", "")]
    [TestCase(3, "AVERAGE-BANDWIDTH=2128000", "AVERAGE-BANDWIDTH=3000000", "average-above-peak:9")]
    [TestCase(
        3,
        "mp4a.40.2\",AUDIO=\"aac\",SUBTITLES=\"subs\",CLOSED-CAPTIONS=\"cc\"\nlow",
        "mp4a.40.2\",AUDIO=\"ac3\"\nlow",
        "group-missing:11"
    )]
    [TestCase(3, "CLOSED-CAPTIONS=\"cc\"\nlow", "CLOSED-CAPTIONS=NONE\nlow", "captions-mixed:11")]
    [TestCase(
        3,
        "GROUP-ID=\"aac\",NAME=\"Deutsch\"",
        "GROUP-ID=\"aac2\",NAME=\"Deutsch\"",
        "group-unused:5"
    )]
    [TestCase(3, "AUTOSELECT=YES", "AUTOSELECT=NO", "default-not-autoselect:4")]
    [TestCase(3, "LANGUAGE=\"de\"", "DEFAULT=YES", "several-defaults:5")]
    [TestCase(3, "NAME=\"Deutsch\"", "NAME=\"English\"", "rendition-name-twice:5")]
    [TestCase(
        3,
        "#EXT-X-SESSION-KEY",
        "#EXT-X-SESSION-DATA:DATA-ID=\"com.example.title\",VALUE=\"x\",LANGUAGE=\"en\"\n#EXT-X-SESSION-KEY",
        "session-data-twice:14"
    )]
    public void A_change_breaks_its_rule_and_no_other(
        int sample,
        string from,
        string to,
        string rules
    )
    {
        var text = PlaylistSamples.All[sample];
        Assert.That(text, Does.Contain(from));
        var found = PlaylistConformance.Of(PlaylistSamples.Read(text.Replace(from, to)));
        Assert.That(
            found.Select(finding => $"{finding.Rule}:{finding.Line}"),
            Is.EqualTo(rules.Split(',', StringSplitOptions.RemoveEmptyEntries)),
            string.Join('\n', found)
        );
    }

    [Test]
    public void A_playlist_that_has_removed_nothing_may_be_short()
    {
        var found = PlaylistConformance.Of(
            PlaylistSamples.Read("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n0.ts\n")
        );
        Assert.That(found.Single().Severity, Is.EqualTo(PlaylistSeverity.Note));
        Assert.That(
            PlaylistConformance
                .Of(PlaylistSamples.Read("#EXTM3U\n#EXT-X-TARGETDURATION:2\n"))
                .Single()
                .Rule,
            Is.EqualTo("no-segments")
        );
        Assert.That(
            PlaylistConformance
                .Of(
                    PlaylistSamples.Read(
                        "#EXTM3U\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"b\"\n"
                    )
                )
                .Single()
                .Rule,
            Is.EqualTo("no-variant")
        );
    }

    // Two segments of 2 s and 100 kB are 400 kbit/s; the peak of the three is 800 kbit/s.
    [TestCase(800_000, null, true, "")]
    [TestCase(730_000, null, true, "")]
    [TestCase(720_000, null, true, "bandwidth-understated")]
    [TestCase(720_000, null, false, "bandwidth-understated")]
    [TestCase(900_000, null, true, "bandwidth-overstated")]
    [TestCase(900_000, null, false, "")]
    [TestCase(800_000, 533_000, true, "")]
    [TestCase(800_000, 300_000, true, "average-bandwidth-wrong")]
    public void Declared_rates_are_held_against_measured_ones(
        int declared,
        int? average,
        bool whole,
        string rule
    )
    {
        var two = TimeSpan.FromSeconds(2);
        var rates = SegmentRates.Of(
            [new(two, 100_000), new(two, 200_000), new(two, 100_000)],
            two,
            whole
        )!;
        Assert.That(rates.Peak, Is.EqualTo(800_000));
        Assert.That(rates.Average, Is.EqualTo(533_333).Within(1));
        var found = PlaylistConformance.Bandwidth(
            new(declared, average, "avc1", null, "v.m3u8", 3),
            rates
        );
        Assert.That(string.Join(',', found.Select(f => f.Rule)), Is.EqualTo(rule));
    }

    [Test]
    public void What_is_not_media_is_told_from_what_is()
    {
        var packets = new byte[SegmentStart.Enough];
        packets[0] = packets[188] = packets[376] = 0x47;
        Assert.That(SegmentStart.Of(packets), Is.EqualTo(SegmentFormat.MpegTs));
        packets[188] = 0;
        Assert.That(SegmentStart.Of(packets), Is.EqualTo(SegmentFormat.Unknown));
        Assert.That(
            SegmentStart.Of("\0\0\0\u0018stypmsdh"u8),
            Is.EqualTo(SegmentFormat.FragmentedMp4)
        );
        Assert.That(SegmentStart.Of("ID3\u0004"u8), Is.EqualTo(SegmentFormat.PackedAudio));
        Assert.That(SegmentStart.Of("WEBVTT\n"u8), Is.EqualTo(SegmentFormat.WebVtt));
        Assert.That(SegmentStart.Of("<html>404</html>"u8), Is.EqualTo(SegmentFormat.Unknown));
        var segment = PlaylistSamples.Media(PlaylistSamples.Live).Segments[0];
        Assert.That(
            SegmentConformance.Content(segment, packets, 377)!.Rule,
            Is.EqualTo("segment-not-media")
        );
        Assert.That(SegmentConformance.Content(segment, [], 0)!.Rule, Is.EqualTo("segment-empty"));
        var secret = PlaylistSamples.Media(PlaylistSamples.Rich).Segments[0];
        Assert.That(
            SegmentConformance.Content(secret, packets, 377),
            Is.Null,
            "AES-128 hides what it is"
        );
    }
}
