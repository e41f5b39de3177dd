namespace Verify.Instruments.Playlists.Conformance;

/// <summary>EXT-X-VERSION against what is used (RFC 8216 section 7).</summary>
internal static class VersionConformance
{
    private static readonly PlaylistRule TooLow = new(
        "version-too-low",
        PlaylistSeverity.Error,
        "RFC 8216 section 7",
        "a player that goes by the version may misread what it is not told to expect",
        "declare the version that the features need"
    );

    public static IEnumerable<PlaylistFinding> Of(Playlist playlist)
    {
        if (playlist.Needs.Version > playlist.Version)
            yield return TooLow.At(
                playlist.Needs.Line,
                $"EXT-X-VERSION is {playlist.Version}; {playlist.Needs.Feature} needs {playlist.Needs.Version}"
            );
    }
}
