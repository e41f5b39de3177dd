using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Verify.Instruments.Playlists;

namespace Verify.Tests.Playlists;

/// <summary>What is written down is read back.</summary>
[Parallelizable]
public sealed class PlaylistProperties
{
    private static readonly Gen<string> Name = Gen.Elements(
        "a.ts",
        "b/c.mp4",
        "../d.ts",
        "http://h/e?f=g,h",
        "\u00fc.ts",
        "x=y"
    );

    // A quoted string may hold everything but quotes and line ends; a variable would be put in.
    private static readonly Gen<string> Quoted = Gen.Elements(
            "a",
            "",
            " ",
            ",",
            "=",
            "#",
            "\u00fc",
            "A=B",
            "{",
            "}"
        )
        .ListOf()
        .Select(parts => string.Concat(parts));

    private static readonly Gen<MediaSegment> Segment =
        from milliseconds in Gen.Choose(0, 2000)
        from uri in Name
        from title in Gen.Elements(null, "t", "a, b")
        from breaks in Gen.Elements(true, false)
        from length in Gen.Choose(0, 3)
        from offset in Gen.Choose(0, 1000)
        from gap in Gen.Elements(false, true)
        from dated in Gen.Choose(0, 4)
        select new MediaSegment(0, TimeSpan.FromMilliseconds(milliseconds), uri, title, breaks, 0)
        {
            Range = length == 0 ? null : new ByteRange(length, offset),
            Gap = gap,
            ProgramDateTime =
                dated > 0 ? null : DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds),
        };

    private static readonly Gen<MediaPlaylist> Media =
        from version in Gen.Choose(1, 12)
        from sequence in Gen.Choose(0, int.MaxValue)
        from discontinuities in Gen.Choose(0, 9)
        from segments in Segment.ListOf()
        from ended in Gen.Elements(true, false)
        from type in Gen.Elements<PlaylistType?>(null, PlaylistType.Event, PlaylistType.Vod)
        select new MediaPlaylist(
            version,
            TimeSpan.FromSeconds(2),
            sequence,
            discontinuities,
            [.. segments.Select((s, i) => s with { Sequence = sequence + (long)i })],
            ended
        )
        {
            Type = type,
        };

    private static readonly Gen<Variant> OneVariant =
        from bandwidth in Gen.Choose(0, int.MaxValue)
        from average in Gen.Elements<long?>(null, 5)
        from codecs in Quoted
        from width in Gen.Choose(0, 9999)
        from uri in Name
        from audio in Quoted
        select new Variant(bandwidth, average, codecs, new(width, 2), uri, 0) { Audio = audio };

    [Test]
    public void A_media_playlist_is_read_back_by_both_readings() =>
        Prop.ForAll(
                Media.ToArbitrary(),
                playlist =>
                    Enum.GetValues<PlaylistReading>()
                        .All(reading =>
                            Same(
                                playlist,
                                (MediaPlaylist)PlaylistSamples.Read(Text(playlist), reading)
                            )
                        )
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void A_multivariant_playlist_is_read_back_by_both_readings() =>
        Prop.ForAll(
                OneVariant.NonEmptyListOf().ToArbitrary(),
                variants =>
                    Enum.GetValues<PlaylistReading>()
                        .All(reading =>
                        {
                            var read = (MultivariantPlaylist)
                                PlaylistSamples.Read(Text(variants), reading);
                            return read.Notes.Count == 0
                                && read.Variants.Select(v => v with { Line = 0 })
                                    .SequenceEqual(variants);
                        })
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static bool Same(MediaPlaylist written, MediaPlaylist read) =>
        read.Notes.Count == 0
        && (
            read.Version,
            read.TargetDuration,
            read.Sequence,
            read.DiscontinuitySequence,
            read.Ended,
            read.Type
        )
            == (
                written.Version,
                written.TargetDuration,
                written.Sequence,
                written.DiscontinuitySequence,
                written.Ended,
                written.Type
            )
        && read.Segments.Select(s => s with { Line = 0 }).SequenceEqual(written.Segments);

    private static string Text(MediaPlaylist playlist) =>
        $"#EXTM3U\n#EXT-X-VERSION:{playlist.Version}\n#EXT-X-TARGETDURATION:{playlist.TargetDuration.TotalSeconds}\n"
        + $"#EXT-X-MEDIA-SEQUENCE:{playlist.Sequence}\n#EXT-X-DISCONTINUITY-SEQUENCE:{playlist.DiscontinuitySequence}\n"
        + (
            playlist.Type is { } type
                ? $"#EXT-X-PLAYLIST-TYPE:{type.ToString().ToUpperInvariant()}\n"
                : ""
        )
        + string.Concat(playlist.Segments.Select(Text))
        + (playlist.Ended ? "#EXT-X-ENDLIST\n" : "");

    private static string Text(MediaSegment segment) =>
        (segment.Discontinuity ? "#EXT-X-DISCONTINUITY\n" : "")
        + (segment.Gap ? "#EXT-X-GAP\n" : "")
        + (
            segment.ProgramDateTime is { } date
                ? $"#EXT-X-PROGRAM-DATE-TIME:{date:yyyy-MM-ddTHH:mm:ss.fff}Z\n"
                : ""
        )
        + (segment.Range is { } range ? $"#EXT-X-BYTERANGE:{range.Length}@{range.Offset}\n" : "")
        + $"#EXTINF:{segment.Duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)},{segment.Title}\n{segment.Uri}\n";

    private static string Text(IEnumerable<Variant> variants) =>
        "#EXTM3U\n"
        + string.Concat(
            variants.Select(v =>
                $"#EXT-X-STREAM-INF:BANDWIDTH={v.Bandwidth}"
                + (v.AverageBandwidth is { } average ? $",AVERAGE-BANDWIDTH={average}" : "")
                + $",CODECS=\"{v.Codecs}\",RESOLUTION={v.Resolution!.Value.Width}x{v.Resolution.Value.Height},AUDIO=\"{v.Audio}\"\n{v.Uri}\n"
            )
        );
}
