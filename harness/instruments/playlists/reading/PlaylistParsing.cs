namespace Verify.Instruments.Playlists.Reading;

/// <summary>From the bytes of a playlist to what they say.</summary>
public static class PlaylistParsing
{
    extension(Playlist)
    {
        /// <summary>A strict reading.</summary>
        /// <exception cref="PlaylistError">It is no playlist, with the line where it stops being one.</exception>
        public static Playlist Parse(ReadOnlySpan<byte> bytes) =>
            Parse(bytes, PlaylistReading.Strict);

        /// <summary>A strict reading within limits of the caller's.</summary>
        /// <exception cref="PlaylistError">It is no playlist, with the line where it stops being one.</exception>
        public static Playlist Parse(ReadOnlySpan<byte> bytes, PlaylistLimits limits) =>
            Parse(bytes, PlaylistReading.Strict, limits);

        /// <exception cref="PlaylistError">It is no playlist, with the line where it stops being one.</exception>
        public static Playlist Parse(
            ReadOnlySpan<byte> bytes,
            PlaylistReading reading,
            PlaylistLimits? limits = null,
            PlaylistContext? context = null
        )
        {
            limits ??= PlaylistLimits.Default;
            var faults = new PlaylistFaults(reading, limits.Notes);
            var lines = PlaylistLines.Split(bytes, limits, faults);
            var variables = new PlaylistVariables(
                context ?? PlaylistContext.Unknown,
                limits.Expanded
            );
            return PlaylistKind.IsMedia(lines, faults)
                ? MediaPlaylistReader.Read(lines, faults, variables, limits)
                : MultivariantPlaylistReader.Read(lines, faults, variables);
        }
    }
}
