namespace Verify.Instruments.Playlists.Reading;

/// <summary>EXT-X-STREAM-INF and EXT-X-I-FRAME-STREAM-INF (RFC 8216 sections 4.3.4.2 and 4.3.4.3).</summary>
internal static class VariantTag
{
    public static Variant Read(
        PlaylistLine line,
        PlaylistAttributes attributes,
        string uri,
        int uriLine
    )
    {
        // hls.js and FFmpeg play a variant of no declared rate, and never choose it for its rate.
        attributes.Require("BANDWIDTH");
        return new(
            attributes.Whole("BANDWIDTH") ?? 0,
            attributes.Whole("AVERAGE-BANDWIDTH"),
            attributes.Quoted("CODECS"),
            attributes.Resolution("RESOLUTION"),
            uri,
            uriLine
        )
        {
            FrameRate = attributes.Decimal("FRAME-RATE"),
            HdcpLevel = attributes.Word("HDCP-LEVEL", "NONE", "TYPE-0", "TYPE-1"),
            VideoRange = attributes.Word("VIDEO-RANGE", "SDR", "HLG", "PQ"),
            Audio = attributes.Quoted("AUDIO"),
            Video = attributes.Quoted("VIDEO"),
            Subtitles = attributes.Quoted("SUBTITLES"),
            ClosedCaptions = attributes.Raw("CLOSED-CAPTIONS") is "NONE"
                ? attributes.Word("CLOSED-CAPTIONS")
                : attributes.Quoted("CLOSED-CAPTIONS"),
            Pathway = attributes.Quoted("PATHWAY-ID"),
        };
    }
}
