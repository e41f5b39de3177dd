using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>A segment keeps its number, and a number its segment (RFC 8216 sections 6.2.1 and 6.2.2).</summary>
internal static class SegmentChanges
{
    private static readonly PlaylistRule Changed = new(
        "segment-changed",
        Error,
        "RFC 8216 section 6.2.1",
        "players that have loaded it go on with what does not fit; a cache holds one of the two for both",
        "never change a segment that was listed; after a restart go on counting"
    );

    private static readonly PlaylistRule Misnumbered = new(
        "media-sequence-wrong",
        Error,
        "RFC 8216 section 6.2.2",
        "players go by the number: they skip a segment, or play one twice",
        "add one to EXT-X-MEDIA-SEQUENCE for each segment removed, and for nothing else"
    );

    public static IEnumerable<PlaylistFinding> Of(MediaPlaylist before, MediaPlaylist after)
    {
        var old = before.Segments.ToDictionary(segment => segment.Sequence);
        // A resource listed twice has no number of its own to keep.
        var numbers = before
            .Segments.GroupBy(segment => (segment.Uri, segment.Range))
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.First().Sequence);
        foreach (var segment in after.Segments)
        {
            if (
                numbers.TryGetValue((segment.Uri, segment.Range), out var number)
                && number != segment.Sequence
            )
            {
                yield return Misnumbered.At(
                    segment.Line,
                    $"{segment.Uri} was segment {number} and is segment {segment.Sequence} now"
                );
                // The others have moved with it.
                yield break;
            }
            if (old.TryGetValue(segment.Sequence, out var was) && !Same(was, segment))
                yield return Changed.At(
                    segment.Line,
                    $"segment {segment.Sequence} was {Shown(was)} and is {Shown(segment)} now"
                );
        }
    }

    public static bool Same(MediaSegment a, MediaSegment b) =>
        a.Uri == b.Uri && a.Duration == b.Duration && a.Range == b.Range;

    private static string Shown(MediaSegment segment) =>
        $"{segment.Uri} of {segment.Duration.TotalSeconds:0.######} s"
        + (segment.Range is { } range ? $", bytes {range.Offset} to {range.End - 1}" : "");
}
