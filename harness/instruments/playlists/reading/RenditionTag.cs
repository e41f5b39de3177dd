using System.Globalization;

namespace Verify.Instruments.Playlists.Reading;

/// <summary>EXT-X-MEDIA (RFC 8216 section 4.3.4.1).</summary>
internal static class RenditionTag
{
    private const string Captions = "CLOSED-CAPTIONS";
    private const string Players = "players take the rendition without it";

    public static MediaRendition? Read(PlaylistLine line, CommonTags common, PlaylistFaults faults)
    {
        var attributes = common.Attributes(line);
        if (
            !attributes.Require("TYPE", "GROUP-ID", "NAME")
            || attributes.Word("TYPE", "AUDIO", "VIDEO", "SUBTITLES", Captions) is not { } type
        )
            return null;
        if (type == Captions)
        {
            attributes.Forbid("URI", "with TYPE=CLOSED-CAPTIONS");
            attributes.Require("INSTREAM-ID");
        }
        else
        {
            attributes.Forbid("INSTREAM-ID", $"with TYPE={type}");
        }
        if (type == "SUBTITLES")
            attributes.Require("URI");
        else
            attributes.Forbid("FORCED", $"with TYPE={type}");
        var instream = attributes.Quoted("INSTREAM-ID");
        if (instream is not null && type == Captions && !IsInstream(instream))
            faults.Tolerate(
                line,
                $"EXT-X-MEDIA: INSTREAM-ID: '{PlaylistValues.Shown(instream)}' is neither CC1 to CC4 nor SERVICE1 to SERVICE63",
                Players
            );
        if (instream?.StartsWith("SERVICE", StringComparison.Ordinal) == true)
            common.Need(7, "INSTREAM-ID of SERVICE", line.Number);
        return new(
            type,
            attributes.Quoted("GROUP-ID")!,
            attributes.Quoted("NAME")!,
            type == Captions ? null : attributes.Quoted("URI"),
            attributes.Quoted("LANGUAGE"),
            attributes.YesNo("DEFAULT") ?? false,
            attributes.YesNo("AUTOSELECT"),
            attributes.YesNo("FORCED") ?? false,
            instream,
            attributes.Quoted("CHARACTERISTICS"),
            attributes.Quoted("CHANNELS"),
            line.Number
        );
    }

    private static bool IsInstream(string id) =>
        id is "CC1" or "CC2" or "CC3" or "CC4"
        || (
            id.StartsWith("SERVICE", StringComparison.Ordinal)
            && int.TryParse(
                id.AsSpan("SERVICE".Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var service
            )
            && service is >= 1 and <= 63
        );
}
