namespace Verify.Instruments;

/// <summary>The tags of RFC 8216 by the kind of playlist they belong in.</summary>
internal static class PlaylistTags
{
    private static readonly HashSet<string> Media =
    [
        "EXTINF",
        "EXT-X-BYTERANGE",
        "EXT-X-DISCONTINUITY",
        "EXT-X-KEY",
        "EXT-X-MAP",
        "EXT-X-PROGRAM-DATE-TIME",
        "EXT-X-DATERANGE",
        "EXT-X-TARGETDURATION",
        "EXT-X-MEDIA-SEQUENCE",
        "EXT-X-DISCONTINUITY-SEQUENCE",
        "EXT-X-ENDLIST",
        "EXT-X-PLAYLIST-TYPE",
        "EXT-X-I-FRAMES-ONLY",
    ];

    private static readonly HashSet<string> Multivariant =
    [
        "EXT-X-MEDIA",
        "EXT-X-STREAM-INF",
        "EXT-X-I-FRAME-STREAM-INF",
        "EXT-X-SESSION-DATA",
        "EXT-X-SESSION-KEY",
    ];

    public static bool IsMedia(string? tag) => tag is not null && Media.Contains(tag);

    public static bool IsMultivariant(string? tag) => tag is not null && Multivariant.Contains(tag);
}
