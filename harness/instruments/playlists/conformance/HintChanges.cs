using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>What was hinted at comes (rfc8216bis section 4.4.5.3).</summary>
internal static class HintChanges
{
    private static readonly PlaylistRule Unfulfilled = new(
        "preload-hint-unfulfilled",
        Warning,
        "rfc8216bis section 4.4.5.3",
        "players asked for it in vain and must ask again: the latency is gone",
        "publish what was hinted at, next"
    );

    public static IEnumerable<PlaylistFinding> Of(MediaPlaylist before, MediaPlaylist after)
    {
        if (before.PreloadHints.FirstOrDefault(hint => hint.Type == "PART") is not { } hint)
            yield break;
        var listed = Parts(before).Select(Key).ToHashSet();
        var added = Parts(after).Select(Key).Where(part => !listed.Contains(part)).ToArray();
        if (
            added.Length > 0
            && after.Sequence <= before.NextSequence
            && !added.Contains((hint.Uri, hint.RangeStart))
        )
            yield return Unfulfilled.At(0, $"{hint.Uri} was hinted at; {added[0].Uri} came");
    }

    private static IEnumerable<MediaPart> Parts(MediaPlaylist playlist) =>
        playlist.Segments.SelectMany(segment => segment.Parts).Concat(playlist.Parts);

    private static (string Uri, long Offset) Key(MediaPart part) =>
        (part.Uri, part.Range?.Offset ?? 0);
}
