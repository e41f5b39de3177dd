using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>What may change from one version of a media playlist to the next (RFC 8216 sections 6.2.1 and 6.2.2).</summary>
internal static class ReloadConformance
{
    private const string Changes = "RFC 8216 section 6.2.1";
    private const string Live = "RFC 8216 section 6.2.2";

    private static readonly PlaylistRule TargetChanged = new(
        "target-duration-changed",
        Error,
        Changes,
        "players keep the pace of the first version: they reload too late, or buffer too little",
        "fix EXT-X-TARGETDURATION for the life of the stream"
    );

    private static readonly PlaylistRule Regressed = new(
        "media-sequence-regress",
        Error,
        Live,
        "an old version comes back, from a cache or after a restart: players stall, or play a stretch again",
        "serve the newest version everywhere; after a restart go on counting (FFmpeg: -start_number, append_list)"
    );

    private static readonly PlaylistRule Withdrawn = new(
        "segments-withdrawn",
        Error,
        Changes,
        "segments that players were told of are taken back: they stall at the edge, or an old version was served",
        "only add at the end and remove at the front"
    );

    private static readonly PlaylistRule Jumped = new(
        "segments-never-listed",
        Warning,
        Live,
        "a player that reloads in time never saw these segments: it skips a stretch",
        "keep each segment listed for at least three target durations"
    );

    private static readonly PlaylistRule RemovedEarly = new(
        "segments-removed-early",
        Error,
        Live,
        "a player at the start of the list loses the segment it is about to load",
        "keep at least three target durations listed (FFmpeg: -hls_list_size)"
    );

    private static readonly PlaylistRule EndUndone = new(
        "changed-after-end",
        Error,
        "RFC 8216 section 4.3.3.4",
        "players have stopped reloading: they never see the change",
        "publish what goes on under another address"
    );

    private static readonly PlaylistRule TypeBroken = new(
        "playlist-type-broken",
        Error,
        "RFC 8216 section 4.3.3.5",
        "players let viewers seek back to what is gone",
        "remove nothing from EVENT, change nothing in VOD, or leave the type out"
    );

    public static IEnumerable<PlaylistFinding> Of(MediaPlaylist before, MediaPlaylist after) =>
        [
            .. Whole(before, after),
            .. SegmentChanges.Of(before, after),
            .. DiscontinuityChanges.Of(before, after),
            .. HintChanges.Of(before, after),
        ];

    private static IEnumerable<PlaylistFinding> Whole(MediaPlaylist before, MediaPlaylist after)
    {
        if (before.TargetDuration != after.TargetDuration)
            yield return TargetChanged.At(
                after.TargetDurationLine,
                $"EXT-X-TARGETDURATION went from {before.TargetDuration.TotalSeconds:0} to {after.TargetDuration.TotalSeconds:0}"
            );
        var isSame = Same(before, after);
        if (before.Ended && (!after.Ended || !isSame))
            yield return EndUndone.At(
                0,
                after.Ended ? "it changed after EXT-X-ENDLIST" : "EXT-X-ENDLIST is gone again"
            );
        if (after.Sequence < before.Sequence)
        {
            yield return Regressed.At(
                after.SequenceLine,
                $"EXT-X-MEDIA-SEQUENCE went back from {before.Sequence} to {after.Sequence}"
            );
            yield break;
        }
        if (after.NextSequence < before.NextSequence)
            yield return Withdrawn.At(
                0,
                $"segments {after.NextSequence} to {before.NextSequence - 1} are no longer at the end"
            );
        if (after.Sequence > before.NextSequence)
            yield return Jumped.At(
                after.SequenceLine,
                $"segments {before.NextSequence} to {after.Sequence - 1} were in neither version"
            );
        var removed = after.Sequence - before.Sequence;
        if (before.Type == PlaylistType.Vod && !isSame)
            yield return TypeBroken.At(0, "a playlist of type VOD changed");
        else if (before.Type == PlaylistType.Event && removed > 0)
            yield return TypeBroken.At(
                after.SequenceLine,
                $"{removed} segments were removed from a playlist of type EVENT"
            );
        var least = after.TargetDuration * MediaConformance.LeastTargets;
        if (removed > 0 && !after.Ended && after.Skip is null && after.Duration < least)
            yield return RemovedEarly.At(
                after.SequenceLine,
                $"{removed} segments were removed, {after.Duration.TotalSeconds:0.###} s are left; three target durations are {least.TotalSeconds:0} s"
            );
    }

    /// <summary>Whether the same segments are listed.</summary>
    public static bool Same(MediaPlaylist a, MediaPlaylist b) =>
        a.Sequence == b.Sequence
        && a.NextSequence == b.NextSequence
        && a.Ended == b.Ended
        && a.Parts.Count == b.Parts.Count
        && a.Segments.Count == b.Segments.Count
        && a.Segments.Zip(b.Segments, SegmentChanges.Same).All(same => same);
}
