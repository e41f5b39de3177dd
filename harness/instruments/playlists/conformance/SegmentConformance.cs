using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>What a listed segment turned out to be.</summary>
public static class SegmentConformance
{
    private static readonly PlaylistRule NotThere = new(
        "segment-missing",
        Error,
        "RFC 8216 section 6.2.1",
        "players stall or skip here",
        "publish the segment before the playlist that lists it, and keep it while it is listed"
    );

    private static readonly PlaylistRule NoMedia = new(
        "segment-not-media",
        Error,
        "RFC 8216 section 3",
        "players cannot decode it; often it is an error page that a cache has kept",
        "serve MPEG-TS, fragmented MP4, packed audio or WebVTT"
    );

    private static readonly PlaylistRule Empty = new(
        "segment-empty",
        Error,
        "RFC 8216 section 3",
        "players skip it, or stall",
        "publish a segment when it is complete"
    );

    private static readonly PlaylistRule Early = new(
        "segment-gone-early",
        Error,
        "RFC 8216 section 6.2.2",
        "a player that read the list just before it left is about to load it, and stalls",
        "keep it for its own and the playlist's duration (FFmpeg: -hls_delete_threshold)"
    );

    /// <param name="why">Such as: status 404.</param>
    public static PlaylistFinding Missing(MediaSegment segment, string why) =>
        NotThere.At(segment.Line, $"segment {segment.Sequence}, {segment.Uri}: {why}");

    /// <summary>A segment that left the playlist must stay for its own and the longest playlist's duration.</summary>
    public static PlaylistFinding GoneEarly(MediaSegment segment, TimeSpan since, TimeSpan due) =>
        Early.At(
            0,
            $"segment {segment.Sequence}, {segment.Uri}, is gone {since.TotalSeconds:0.0} s after it left the list; it must stay {due.TotalSeconds:0.0} s"
        );

    /// <param name="start">Its first bytes.</param>
    /// <param name="bytes">How many it has in all.</param>
    public static PlaylistFinding? Content(
        MediaSegment segment,
        ReadOnlySpan<byte> start,
        long bytes
    )
    {
        if (bytes == 0)
            return Empty.At(segment.Line, $"segment {segment.Sequence}, {segment.Uri}: no bytes");
        // What is encrypted as a whole looks like nothing at all.
        if (segment.Keys.Any(key => key.Method == "AES-128"))
            return null;
        return SegmentStart.Of(start) == SegmentFormat.Unknown
            ? NoMedia.At(
                segment.Line,
                $"segment {segment.Sequence}, {segment.Uri}, begins with {Convert.ToHexString(start[..Math.Min(8, start.Length)])}: none of MPEG-TS, fragmented MP4, packed audio, WebVTT"
            )
            : null;
    }
}
