using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Scenarios.Player;

/// <summary>
/// How far a player lies behind what has been published. It cannot know: it takes the newest playlist that it was given
/// for the newest there is. We can, because the playlist on disk is the truth.
/// </summary>
internal static class BehindLive
{
    /// <param name="playlist">The media playlist on disk.</param>
    /// <param name="sequence">The segment that is played.</param>
    /// <param name="into">How much of it has been played.</param>
    public static async Task<TimeSpan> OfAsync(
        string playlist,
        long sequence,
        TimeSpan into,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var published = clock.GetUtcNow() - File.GetLastWriteTimeUtc(playlist);
        var media = (MediaPlaylist)Playlist.Parse(await File.ReadAllBytesAsync(playlist, ct));
        return Of(media, sequence, into, published);
    }

    /// <param name="published">How long ago that playlist was.</param>
    public static TimeSpan Of(
        MediaPlaylist newest,
        long sequence,
        TimeSpan into,
        TimeSpan published
    )
    {
        var ahead = newest.Segments.Skip((int)Math.Max(0, sequence - newest.Sequence)).ToArray();
        var listed = ahead.Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Duration);
        // What has left the playlist since lasted as long as the others do.
        var left = Math.Max(0, newest.Sequence - sequence) * newest.TargetDuration;
        return left + listed - into + published;
    }
}
