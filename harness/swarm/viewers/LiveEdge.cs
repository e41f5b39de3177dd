using Verify.Instruments.Playlists;

namespace Verify.Swarm.Viewers;

/// <summary>Where a viewer starts to play.</summary>
public static class LiveEdge
{
    // RFC 8216 section 6.3.3: not less than three target durations from the end.
    private const int TargetDurations = 3;

    /// <returns>The number of the first segment to fetch; the first of all where the presentation has ended.</returns>
    public static long Start(MediaPlaylist playlist)
    {
        if (playlist.Ended)
            return playlist.Sequence;
        var wanted = playlist.TargetDuration * TargetDurations;
        var fromEnd = TimeSpan.Zero;
        for (var i = playlist.Segments.Count - 1; i >= 0; i--)
        {
            fromEnd += playlist.Segments[i].Duration;
            if (fromEnd >= wanted)
                return playlist.Segments[i].Sequence;
        }
        return playlist.Sequence;
    }
}
