using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>One version of a media playlist (RFC 8216 sections 4.3.2, 4.3.3 and 6.2).</summary>
internal static class MediaConformance
{
    /// <summary>RFC 8216 section 6.2.2: what a live playlist must hold, in target durations.</summary>
    public const int LeastTargets = 3;

    private static readonly PlaylistRule TargetExceeded = new(
        "target-duration-exceeded",
        Error,
        "RFC 8216 section 4.3.3.1",
        "players buffer and reload by the target duration: they run dry in the middle of the segment",
        "raise EXT-X-TARGETDURATION to the longest segment, or cut segments at it"
    );

    private static readonly PlaylistRule TargetZero = new(
        "target-duration-zero",
        Warning,
        "RFC 8216 section 6.3.4",
        "players reload without pause, or wait by a guess of their own",
        "declare the longest segment's duration, rounded"
    );

    private static readonly PlaylistRule TooShort = new(
        "live-too-short",
        Error,
        "RFC 8216 section 6.2.2",
        "a player has nowhere to start that is three target durations from the end: it stalls at every delay",
        "list at least three target durations, better six (FFmpeg: -hls_list_size)"
    );

    private static readonly PlaylistRule NoSegments = new(
        "no-segments",
        Warning,
        "RFC 8216 section 6.2.1",
        "there is nothing to play",
        "publish the playlist when its first segment is complete"
    );

    private static readonly PlaylistRule VodOpen = new(
        "vod-without-endlist",
        Warning,
        "RFC 8216 section 4.3.3.5",
        "players reload a list that cannot change, and start at its end as if it were live",
        "end it with EXT-X-ENDLIST"
    );

    private static readonly PlaylistRule Repeated = new(
        "segment-repeated",
        Warning,
        "RFC 8216 section 6.2.1",
        "a cache gives the same bytes for both: the viewer sees a stretch twice",
        "give each segment a name of its own (FFmpeg: a wider %d, no -hls_wrap)"
    );

    public static IEnumerable<PlaylistFinding> Of(MediaPlaylist playlist) =>
        [.. Durations(playlist), .. Whole(playlist), .. Repeats(playlist)];

    private static IEnumerable<PlaylistFinding> Durations(MediaPlaylist playlist)
    {
        var target = playlist.TargetDuration.TotalSeconds;
        if (target < 1)
            yield return TargetZero.At(playlist.TargetDurationLine, "EXT-X-TARGETDURATION is 0");
        foreach (var segment in playlist.Segments)
        {
            // Rounded to the nearest whole second, as the section says.
            var rounded = Math.Round(segment.Duration.TotalSeconds, MidpointRounding.AwayFromZero);
            if (rounded > target)
                yield return TargetExceeded.At(
                    segment.Line,
                    $"segment {segment.Sequence} lasts {segment.Duration.TotalSeconds:0.###} s; EXT-X-TARGETDURATION is {target:0}"
                );
        }
    }

    private static IEnumerable<PlaylistFinding> Whole(MediaPlaylist playlist)
    {
        if (playlist is { Type: PlaylistType.Vod, Ended: false })
            yield return VodOpen.At(0, "EXT-X-PLAYLIST-TYPE:VOD without EXT-X-ENDLIST");
        if (playlist.Segments.Count == 0 && playlist.Parts.Count == 0 && playlist.Skip is null)
        {
            yield return NoSegments.At(0, "no segment is listed");
            yield break;
        }
        if (playlist.Ended || playlist.Skip is not null || playlist.Type is not null)
            yield break;
        var least = playlist.TargetDuration * LeastTargets;
        if (playlist.Duration >= least)
            yield break;
        var what =
            $"{playlist.Segments.Count} segments of {playlist.Duration.TotalSeconds:0.###} s in all; three target durations are {least.TotalSeconds:0} s";
        // The first segments of a stream are fewer and break nothing: only removing makes it wrong.
        yield return playlist.Sequence > 0
            ? TooShort.At(playlist.SequenceLine, what)
            : TooShort.At(playlist.SequenceLine, what + "; none was removed yet") with
            {
                Severity = Note,
            };
    }

    private static IEnumerable<PlaylistFinding> Repeats(MediaPlaylist playlist)
    {
        var first = new Dictionary<(string, ByteRange?), MediaSegment>();
        foreach (var segment in playlist.Segments)
            if (!segment.Gap && !first.TryAdd((segment.Uri, segment.Range), segment))
                yield return Repeated.At(
                    segment.Line,
                    $"{segment.Uri} is segment {segment.Sequence} and segment {first[(segment.Uri, segment.Range)].Sequence} too"
                );
    }
}
