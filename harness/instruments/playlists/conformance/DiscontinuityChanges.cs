using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>EXT-X-DISCONTINUITY-SEQUENCE counts the discontinuities that have left (RFC 8216 section 6.2.2).</summary>
internal static class DiscontinuityChanges
{
    private const string Meaning =
        "players line the renditions up by it: after a change of variant sound and picture part, or playing stops";

    private static readonly PlaylistRule Regressed = new(
        "discontinuity-sequence-regress",
        Error,
        "RFC 8216 section 6.2.2",
        Meaning,
        "keep counting; an old version may have come from a cache"
    );

    private static readonly PlaylistRule Wrong = new(
        "discontinuity-sequence-wrong",
        Error,
        "RFC 8216 section 6.2.2",
        Meaning,
        "add one for each EXT-X-DISCONTINUITY removed, and for nothing else"
    );

    public static IEnumerable<PlaylistFinding> Of(MediaPlaylist before, MediaPlaylist after)
    {
        var (was, now) = (before.DiscontinuitySequence, after.DiscontinuitySequence);
        // A whole version that went back is said once, by its media sequence.
        if (after.Sequence < before.Sequence)
            yield break;
        if (now < was)
        {
            yield return Regressed.At(
                0,
                $"EXT-X-DISCONTINUITY-SEQUENCE went back from {was} to {now}"
            );
            yield break;
        }
        // What was never seen, or was skipped in a delta, cannot be counted.
        if (
            after.Sequence > before.NextSequence
            || before.Skip is not null
            || after.Skip is not null
        )
            yield break;
        var left = before.Segments.Count(s => s.Discontinuity && s.Sequence < after.Sequence);
        // The tag of the first segment may leave before the segment itself does.
        var first = before.Segments.FirstOrDefault(s => s.Sequence == after.Sequence);
        var isCut =
            first is { Discontinuity: true } && after.Segments is [{ Discontinuity: false }, ..];
        var due = was + left + (isCut ? 1 : 0);
        if (now != due)
            yield return Wrong.At(
                0,
                $"{left + (isCut ? 1 : 0)} discontinuities have left; EXT-X-DISCONTINUITY-SEQUENCE went from {was} to {now}"
            );
    }
}
