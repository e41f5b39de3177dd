using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>A live playlist grows in time (RFC 8216 section 6.2.1).</summary>
internal static class PunctualityConformance
{
    // A new version no later than 1.5 target durations after the one before.
    private const double Latest = 1.5;

    private static readonly PlaylistRule Late = new(
        "playlist-late",
        Error,
        "RFC 8216 section 6.2.1",
        "players run towards the end of what is listed and stall there",
        "publish each segment at once; look for a cache that holds the playlist, and at the encoder's pace"
    );

    public static IEnumerable<PlaylistFinding> Of(IReadOnlyList<SeenPlaylist> seen)
    {
        // Published at or before the first sight of it: what is seen unchanged is the least it can have been.
        for (var i = 0; i < seen.Count; )
        {
            var first = seen[i];
            var last = first;
            for (
                i++;
                i < seen.Count && ReloadConformance.Same(first.Playlist, seen[i].Playlist);
                i++
            )
                last = seen[i];
            var allowed = first.Playlist.TargetDuration * Latest;
            if (!first.Playlist.Ended && last.At - first.At > allowed)
                yield return Late.At(
                    0,
                    $"no new version for at least {(last.At - first.At).TotalSeconds:0.0} s, with segment {first.Playlist.NextSequence - 1} the last; {allowed.TotalSeconds:0.0} s are allowed"
                );
        }
    }
}
