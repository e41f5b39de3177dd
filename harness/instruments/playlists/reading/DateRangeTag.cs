namespace Verify.Instruments.Playlists.Reading;

/// <summary>EXT-X-DATERANGE (RFC 8216 section 4.3.2.7).</summary>
internal static class DateRangeTag
{
    private const string Players = "players take what they can use of it";

    public static DateRange? Read(PlaylistLine line, CommonTags common, PlaylistFaults faults)
    {
        var attributes = common.Attributes(line);
        if (!attributes.Require("ID"))
            return null;
        var range = new DateRange(
            attributes.Quoted("ID")!,
            attributes.Quoted("CLASS"),
            attributes.Date("START-DATE"),
            attributes.Date("END-DATE"),
            attributes.Seconds("DURATION"),
            attributes.Seconds("PLANNED-DURATION"),
            attributes.Word("END-ON-NEXT", "YES") is not null,
            Raw(attributes, "X-"),
            Raw(attributes, "SCTE35-"),
            line.Number
        );
        // rfc8216bis 4.4.5.1: a later tag of the same ID may add to an earlier one, without its START-DATE.
        if (range.End < range.Start)
            faults.Tolerate(line, "EXT-X-DATERANGE: END-DATE before START-DATE", Players);
        if (range.EndOnNext && range.Class is null)
            faults.Tolerate(line, "EXT-X-DATERANGE: END-ON-NEXT without CLASS", Players);
        if (range.EndOnNext && (range.End is not null || range.Duration is not null))
            faults.Tolerate(
                line,
                "EXT-X-DATERANGE: END-ON-NEXT with DURATION or END-DATE",
                Players
            );
        if (
            range is { Start: { } start, End: { } end, Duration: { } duration }
            && end - start != duration
        )
            faults.Tolerate(
                line,
                "EXT-X-DATERANGE: START-DATE and DURATION do not come to END-DATE",
                Players
            );
        return range;
    }

    private static Dictionary<string, string> Raw(PlaylistAttributes attributes, string prefix) =>
        attributes
            .Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(name => name, name => attributes.Raw(name)!);
}
