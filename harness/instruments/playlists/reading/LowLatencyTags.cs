namespace Verify.Instruments.Playlists.Reading;

/// <summary>What a playlist says of the live edge as a whole (rfc8216bis sections 4.4.3 and 4.4.5).</summary>
internal sealed class LowLatencyTags(CommonTags common, PlaylistFaults faults)
{
    private readonly List<PreloadHint> hints = [];
    private readonly List<RenditionReport> reports = [];
    private ServerControl? control;
    private TimeSpan? partTarget;
    private SkippedSegments? skip;

    public long Skipped => skip?.Segments ?? 0;

    public void Read(PlaylistLine line)
    {
        var attributes = common.Attributes(line);
        switch (line.Tag!.Name)
        {
            case "EXT-X-SERVER-CONTROL":
                control = new(
                    attributes.YesNo("CAN-BLOCK-RELOAD") ?? false,
                    attributes.Seconds("CAN-SKIP-UNTIL"),
                    attributes.YesNo("CAN-SKIP-DATERANGES") ?? false,
                    attributes.Seconds("HOLD-BACK"),
                    attributes.Seconds("PART-HOLD-BACK"),
                    line.Number
                );
                if (control is { CanSkipDateRanges: true, CanSkipUntil: null })
                    attributes.Forbid("CAN-SKIP-DATERANGES", "without CAN-SKIP-UNTIL");
                break;
            case "EXT-X-PART-INF":
                if (attributes.Require("PART-TARGET"))
                    partTarget = attributes.Seconds("PART-TARGET");
                break;
            case "EXT-X-SKIP":
                Skip(line, attributes);
                break;
            case "EXT-X-PRELOAD-HINT":
                if (
                    attributes.Require("TYPE", "URI")
                    && attributes.Word("TYPE", "PART", "MAP") is { } type
                )
                    hints.Add(
                        new(
                            type,
                            attributes.Quoted("URI")!,
                            attributes.Whole("BYTERANGE-START") ?? 0,
                            attributes.Whole("BYTERANGE-LENGTH"),
                            line.Number
                        )
                    );
                break;
            case "EXT-X-RENDITION-REPORT":
                if (attributes.Require("URI"))
                    reports.Add(
                        new(
                            attributes.Quoted("URI")!,
                            attributes.Whole("LAST-MSN"),
                            attributes.Whole("LAST-PART"),
                            line.Number
                        )
                    );
                break;
        }
    }

    public MediaPlaylist Finish(MediaPlaylist playlist, IReadOnlyList<MediaPart> open)
    {
        if (partTarget is null && FirstPart(playlist, open) is { } part)
            faults.Tolerate(
                part.Line,
                "EXT-X-PART without EXT-X-PART-INF",
                "rfc8216bis section 4.4.3.7",
                "players play whole segments"
            );
        return playlist with
        {
            ServerControl = control,
            PartTarget = partTarget,
            PreloadHints = hints,
            RenditionReports = reports,
            Skip = skip,
        };
    }

    private void Skip(PlaylistLine line, PlaylistAttributes attributes)
    {
        // Which segments follow cannot be told without it.
        if (attributes.Whole("SKIPPED-SEGMENTS") is not { } count || count > long.MaxValue / 4)
            throw line.Wrong("EXT-X-SKIP without a number of SKIPPED-SEGMENTS");
        var removed = attributes.Quoted("RECENTLY-REMOVED-DATERANGES");
        common.Need(
            removed is null ? 9 : 10,
            removed is null ? "EXT-X-SKIP" : "RECENTLY-REMOVED-DATERANGES of EXT-X-SKIP",
            line.Number
        );
        skip = new(count, removed is null ? [] : removed.Split('\t'), line.Number);
    }

    private static MediaPart? FirstPart(MediaPlaylist playlist, IReadOnlyList<MediaPart> open)
    {
        foreach (var segment in playlist.Segments)
            if (segment.Parts.Count > 0)
                return segment.Parts[0];
        return open.Count > 0 ? open[0] : null;
    }
}
