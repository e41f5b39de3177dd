using Verify.Instruments.Playlists.Conformance;

namespace Verify.Scenarios.Lint;

/// <summary>What only shows when a playlist is loaded from where it is.</summary>
internal static class LintRules
{
    public static PlaylistFinding Unloadable(int line, string uri, string why) =>
        new(
            PlaylistSeverity.Error,
            line,
            "playlist-missing",
            "RFC 8216 section 6.2.1",
            $"{uri}: {why}",
            "a player that chooses it has nothing to play",
            "publish each media playlist before the multivariant playlist that names it"
        );

    public static PlaylistFinding NotMedia(int line, string uri) =>
        new(
            PlaylistSeverity.Error,
            line,
            "playlist-not-media",
            "RFC 8216 section 4.3.4.2",
            $"{uri} is a multivariant playlist where a media playlist must be",
            "a player that chooses it has nothing to play",
            "name the media playlist"
        );

    public static PlaylistFinding Unavailable(string why) =>
        new(
            PlaylistSeverity.Error,
            null,
            "reload-failed",
            "RFC 8216 section 6.2.1",
            $"a reload failed: {why}",
            "players retry and run towards the end of what they have",
            "see why the server refused, and that the playlist is replaced by renaming, never emptied"
        );

    /// <summary>A reload gave what is no playlist; it counts as malformed, as the first load would.</summary>
    public static PlaylistFinding MalformedReload(string what) =>
        new(
            PlaylistSeverity.Error,
            null,
            "grammar",
            "RFC 8216 section 4",
            $"a reload gave what is no playlist: {what}",
            "players retry and run towards the end of what they have",
            "replace the playlist by renaming, so that nobody reads half of it"
        );
}
