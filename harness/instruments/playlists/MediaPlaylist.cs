namespace Verify.Instruments.Playlists;

/// <summary>The segments of one rendition, in the order they play.</summary>
/// <param name="Sequence">EXT-X-MEDIA-SEQUENCE: the number of the first segment listed or skipped.</param>
/// <param name="Ended">EXT-X-ENDLIST: nothing will be added.</param>
public sealed record MediaPlaylist(
    int Version,
    TimeSpan TargetDuration,
    long Sequence,
    long DiscontinuitySequence,
    IReadOnlyList<MediaSegment> Segments,
    bool Ended
) : Playlist(Version)
{
    /// <summary>The number of the segment after the last one listed.</summary>
    public long NextSequence => Sequence + (Skip?.Segments ?? 0) + Segments.Count;

    /// <summary>EXT-X-PLAYLIST-TYPE; null where segments may be added and removed.</summary>
    public PlaylistType? Type { get; init; }

    public bool IFramesOnly { get; init; }

    public IReadOnlyList<DateRange> DateRanges { get; init; } = [];

    /// <summary>EXT-X-SERVER-CONTROL.</summary>
    public ServerControl? ServerControl { get; init; }

    /// <summary>EXT-X-PART-INF.</summary>
    public TimeSpan? PartTarget { get; init; }

    /// <summary>Parts of the segment that is not complete yet.</summary>
    public IReadOnlyList<MediaPart> Parts { get; init; } = [];

    public IReadOnlyList<PreloadHint> PreloadHints { get; init; } = [];

    public IReadOnlyList<RenditionReport> RenditionReports { get; init; } = [];

    /// <summary>EXT-X-SKIP: it is a delta to an earlier version.</summary>
    public SkippedSegments? Skip { get; init; }

    /// <summary>Line of EXT-X-TARGETDURATION; 0 where it was not read from a file.</summary>
    public int TargetDurationLine { get; init; }

    /// <summary>Line of EXT-X-MEDIA-SEQUENCE; 0 where there is none.</summary>
    public int SequenceLine { get; init; }

    /// <summary>How long all that is listed plays, skipped segments not counted.</summary>
    public TimeSpan Duration => new(Segments.Sum(segment => segment.Duration.Ticks));
}

/// <summary>EXT-X-PLAYLIST-TYPE.</summary>
public enum PlaylistType
{
    /// <summary>Segments are only added.</summary>
    Event,

    /// <summary>Nothing changes any more.</summary>
    Vod,
}
