using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Scenarios.Lint;

/// <summary>From bytes to a playlist, or to file, line, and what is wrong.</summary>
internal static class LintParse
{
    /// <exception cref="UsageError">No player can read it, or it is read strictly and breaks the grammar.</exception>
    public static Playlist Of(LoadedPlaylist loaded, bool strict, PlaylistContext context)
    {
        var address = loaded.Name.Contains("://", StringComparison.Ordinal)
            ? new Uri(loaded.Name)
            : null;
        try
        {
            return Playlist.Parse(
                loaded.Bytes.Span,
                strict ? PlaylistReading.Strict : PlaylistReading.Lenient,
                context: context with
                {
                    Address = address,
                }
            );
        }
        catch (PlaylistError error)
        {
            var where = error.Line > 0 ? $"{loaded.Name}:{error.Line}" : loaded.Name;
            throw new UsageError(
                $"{LintText.Printable(where)}: {LintText.Printable(error.What)} ({error.Section})"
            );
        }
    }
}
