namespace Verify.Instruments;

/// <summary>An HLS playlist (RFC 8216), media or multivariant.</summary>
/// <param name="Version">EXT-X-VERSION; 1 where the playlist does not say (RFC 8216 section 7).</param>
public abstract record Playlist(int Version)
{
    /// <exception cref="PlaylistError">It is no playlist, with the line where it stops being one.</exception>
    public static Playlist Parse(ReadOnlySpan<byte> bytes) => Parse(bytes, PlaylistLimits.Default);

    /// <exception cref="PlaylistError">It is no playlist, with the line where it stops being one.</exception>
    public static Playlist Parse(ReadOnlySpan<byte> bytes, PlaylistLimits limits)
    {
        var lines = PlaylistLines.Split(bytes, limits);
        var media = lines.FirstOrDefault(line => PlaylistTags.IsMedia(line.Tag));
        var multivariant = lines.FirstOrDefault(line => PlaylistTags.IsMultivariant(line.Tag));
        if (media.Tag is not null && multivariant.Tag is not null)
        {
            var second = media.Number > multivariant.Number ? media : multivariant;
            throw new PlaylistError(
                second.Number,
                $"{second.Tag} does not belong in a "
                    + (second == media ? "multivariant" : "media")
                    + " playlist"
            );
        }
        return multivariant.Tag is null
            ? MediaPlaylistReader.Read(lines)
            : MultivariantPlaylistReader.Read(lines);
    }
}
