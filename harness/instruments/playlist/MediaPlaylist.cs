namespace Verify.Instruments;

/// <summary>The segments of one rendition, in the order they play.</summary>
/// <param name="Sequence">EXT-X-MEDIA-SEQUENCE: the number of the first segment listed.</param>
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
    public long NextSequence => Sequence + Segments.Count;
}

/// <param name="Discontinuity">Encoding or time stamps break between the segment before and this one.</param>
public sealed record MediaSegment(
    long Sequence,
    TimeSpan Duration,
    string Uri,
    string? Title,
    bool Discontinuity,
    int Line
);
