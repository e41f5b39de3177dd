namespace Verify.Instruments.Playlists.Reading;

/// <summary>Tells a media playlist from a multivariant one; it may not be both (RFC 8216 section 4.1).</summary>
internal static class PlaylistKind
{
    private const string Players =
        "players go by EXTINF and EXT-X-TARGETDURATION, and pass it over";

    public static bool IsMedia(List<PlaylistLine> lines, PlaylistFaults faults)
    {
        PlaylistLine? media = null;
        PlaylistLine? multivariant = null;
        var isPlayed = false;
        foreach (var line in lines)
        {
            switch (line.Tag?.Scope)
            {
                case TagScope.Media:
                    media ??= line;
                    isPlayed |= line.Tag.Name is "EXTINF" or "EXT-X-TARGETDURATION";
                    break;
                case TagScope.Multivariant:
                    multivariant ??= line;
                    break;
            }
        }
        if (media is not { } first || multivariant is not { } other)
            return multivariant is null;
        var isMedia = faults.Strict ? first.Number < other.Number : isPlayed;
        var wrong = isMedia ? other : first;
        faults.Tolerate(
            wrong.Number,
            $"{wrong.Name} does not belong in a {(isMedia ? "media" : "multivariant")} playlist",
            "RFC 8216 section 4.1",
            Players
        );
        return isMedia;
    }
}
