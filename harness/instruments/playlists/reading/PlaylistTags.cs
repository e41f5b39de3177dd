using System.Collections.Frozen;

namespace Verify.Instruments.Playlists.Reading;

/// <summary>The kind of playlist that a tag belongs in.</summary>
internal enum TagScope
{
    Either,
    Media,
    Multivariant,
}

/// <summary>A tag of RFC 8216 or rfc8216bis.</summary>
/// <param name="Index">Its place in the table.</param>
/// <param name="Once">It may come only once.</param>
internal sealed record PlaylistTag(
    int Index,
    string Name,
    TagScope Scope,
    string Section,
    bool Once = false
);

/// <summary>Every tag there is, by name.</summary>
internal static class PlaylistTags
{
    private const string Rfc = "RFC 8216 section ";
    private const string Bis = "rfc8216bis section ";

    private static readonly (string Name, TagScope Scope, string Section, bool Once)[] Table =
    [
        ("EXTM3U", TagScope.Either, Rfc + "4.3.1.1", true),
        ("EXT-X-VERSION", TagScope.Either, Rfc + "4.3.1.2", true),
        ("EXTINF", TagScope.Media, Rfc + "4.3.2.1", false),
        ("EXT-X-BYTERANGE", TagScope.Media, Rfc + "4.3.2.2", false),
        ("EXT-X-DISCONTINUITY", TagScope.Media, Rfc + "4.3.2.3", false),
        ("EXT-X-KEY", TagScope.Media, Rfc + "4.3.2.4", false),
        ("EXT-X-MAP", TagScope.Media, Rfc + "4.3.2.5", false),
        ("EXT-X-PROGRAM-DATE-TIME", TagScope.Media, Rfc + "4.3.2.6", false),
        ("EXT-X-DATERANGE", TagScope.Media, Rfc + "4.3.2.7", false),
        ("EXT-X-TARGETDURATION", TagScope.Media, Rfc + "4.3.3.1", true),
        ("EXT-X-MEDIA-SEQUENCE", TagScope.Media, Rfc + "4.3.3.2", true),
        ("EXT-X-DISCONTINUITY-SEQUENCE", TagScope.Media, Rfc + "4.3.3.3", true),
        ("EXT-X-ENDLIST", TagScope.Media, Rfc + "4.3.3.4", true),
        ("EXT-X-PLAYLIST-TYPE", TagScope.Media, Rfc + "4.3.3.5", true),
        ("EXT-X-I-FRAMES-ONLY", TagScope.Media, Rfc + "4.3.3.6", true),
        ("EXT-X-MEDIA", TagScope.Multivariant, Rfc + "4.3.4.1", false),
        ("EXT-X-STREAM-INF", TagScope.Multivariant, Rfc + "4.3.4.2", false),
        ("EXT-X-I-FRAME-STREAM-INF", TagScope.Multivariant, Rfc + "4.3.4.3", false),
        ("EXT-X-SESSION-DATA", TagScope.Multivariant, Rfc + "4.3.4.4", false),
        ("EXT-X-SESSION-KEY", TagScope.Multivariant, Rfc + "4.3.4.5", false),
        ("EXT-X-INDEPENDENT-SEGMENTS", TagScope.Either, Rfc + "4.3.5.1", true),
        ("EXT-X-START", TagScope.Either, Rfc + "4.3.5.2", true),
        ("EXT-X-DEFINE", TagScope.Either, Bis + "4.4.2.3", false),
        ("EXT-X-PART-INF", TagScope.Media, Bis + "4.4.3.7", true),
        ("EXT-X-SERVER-CONTROL", TagScope.Media, Bis + "4.4.3.8", true),
        ("EXT-X-GAP", TagScope.Media, Bis + "4.4.4.7", false),
        ("EXT-X-BITRATE", TagScope.Media, Bis + "4.4.4.8", false),
        ("EXT-X-PART", TagScope.Media, Bis + "4.4.4.9", false),
        ("EXT-X-SKIP", TagScope.Media, Bis + "4.4.5.2", true),
        ("EXT-X-PRELOAD-HINT", TagScope.Media, Bis + "4.4.5.3", false),
        ("EXT-X-RENDITION-REPORT", TagScope.Media, Bis + "4.4.5.4", false),
        ("EXT-X-CONTENT-STEERING", TagScope.Multivariant, Bis + "4.4.6.6", true),
    ];

    private static readonly FrozenDictionary<string, PlaylistTag> Known = Table
        .Select((tag, i) => new PlaylistTag(i, tag.Name, tag.Scope, tag.Section, tag.Once))
        .ToFrozenDictionary(tag => tag.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, PlaylistTag>.AlternateLookup<
        ReadOnlySpan<char>
    > ByName = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    // Section 4.1: what is not known is passed over.
    private static readonly PlaylistTag Unknown = new(
        Table.Length,
        "",
        TagScope.Either,
        Rfc + "4.1"
    );

    private static readonly int LongestName = Table.Max(tag => tag.Name.Length);

    /// <summary>The tag of half the lines there are.</summary>
    public static readonly PlaylistTag Extinf = Known["EXTINF"];

    public static PlaylistTag Of(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("EXTINF"u8))
            return Extinf;
        if (name.Length > LongestName)
            return Unknown;
        Span<char> wide = stackalloc char[name.Length];
        for (var i = 0; i < name.Length; i++)
            wide[i] = (char)name[i];
        return ByName.TryGetValue(wide, out var tag) ? tag : Unknown;
    }
}
