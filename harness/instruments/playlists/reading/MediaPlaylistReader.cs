namespace Verify.Instruments.Playlists.Reading;

/// <summary>Reads the lines of a media playlist (RFC 8216 sections 4.3.2 and 4.3.3).</summary>
internal sealed class MediaPlaylistReader
{
    private readonly PlaylistFaults faults;
    private readonly CommonTags common;
    private readonly SegmentTags segment;
    private readonly List<MediaSegment> segments = [];
    private LowLatencyTags? lowLatency;
    private List<DateRange>? dateRanges;
    private (TimeSpan Duration, int Line)? target;
    private long sequence;
    private int sequenceLine;
    private bool renumber;
    private long discontinuitySequence;
    private bool ended;
    private bool iFramesOnly;
    private PlaylistType? type;

    private MediaPlaylistReader(
        PlaylistFaults faults,
        PlaylistVariables variables,
        PlaylistLimits limits
    )
    {
        this.faults = faults;
        common = new(faults, variables);
        segment = new(faults, common, limits.Keys);
    }

    public static MediaPlaylist Read(
        List<PlaylistLine> lines,
        PlaylistFaults faults,
        PlaylistVariables variables,
        PlaylistLimits limits
    )
    {
        var reader = new MediaPlaylistReader(faults, variables, limits);
        foreach (var line in lines)
        {
            if (line.Tag is { } tag)
                reader.Read(line, tag);
            else if (reader.segment.Segment(line, reader.NextNumber) is { } read)
                reader.segments.Add(read);
        }
        return reader.Finish();
    }

    private long NextNumber => sequence + (lowLatency?.Skipped ?? 0) + segments.Count;

    private void Read(PlaylistLine line, PlaylistTag tag)
    {
        if (ReferenceEquals(tag, PlaylistTags.Extinf))
        {
            segment.Extinf(line);
            return;
        }
        common.Once(line, tag);
        switch (tag.Name)
        {
            case "EXT-X-TARGETDURATION":
                target = (TargetDuration(line), line.Number);
                break;
            case "EXT-X-MEDIA-SEQUENCE":
                renumber |= BehindSegments(line);
                // Room for every number of a segment that a playlist within the limits can list.
                sequence = Math.Min(common.Whole(line), long.MaxValue / 2);
                sequenceLine = line.Number;
                break;
            case "EXT-X-DISCONTINUITY-SEQUENCE":
                if (!BehindSegments(line) && segment.Discontinuity)
                    faults.Tolerate(
                        line,
                        $"{line.Name} after EXT-X-DISCONTINUITY",
                        "players take it all the same"
                    );
                discontinuitySequence = common.Whole(line);
                break;
            case "EXT-X-ENDLIST":
                ended = true;
                break;
            case "EXT-X-PLAYLIST-TYPE":
                type = Type(line);
                break;
            case "EXT-X-I-FRAMES-ONLY":
                common.Need(4, tag.Name, line.Number);
                iFramesOnly = true;
                break;
            case "EXT-X-DATERANGE":
                if (DateRangeTag.Read(line, common, faults) is { } range)
                    (dateRanges ??= []).Add(range);
                break;
            case "EXT-X-SERVER-CONTROL"
            or "EXT-X-PART-INF"
            or "EXT-X-SKIP"
            or "EXT-X-PRELOAD-HINT"
            or "EXT-X-RENDITION-REPORT":
                (lowLatency ??= new(common, faults)).Read(line);
                break;
            default:
                if (tag.Scope == TagScope.Media)
                    segment.Read(line);
                else
                    common.Read(line);
                break;
        }
    }

    private MediaPlaylist Finish()
    {
        segment.Finish();
        if (target is not { } found)
            throw new PlaylistError(
                0,
                "neither EXT-X-TARGETDURATION (media) nor EXT-X-STREAM-INF (multivariant)",
                "RFC 8216 section 4.3.3.1"
            );
        if (renumber)
            for (var i = 0; i < segments.Count; i++)
                segments[i] = segments[i] with
                {
                    Sequence = sequence + (lowLatency?.Skipped ?? 0) + i,
                };
        if (!iFramesOnly && segment.Map is { } map)
            common.Need(6, "EXT-X-MAP without EXT-X-I-FRAMES-ONLY", map.Line);
        var playlist = new MediaPlaylist(
            common.Version,
            found.Duration,
            sequence,
            discontinuitySequence,
            segments,
            ended
        )
        {
            Type = type,
            IFramesOnly = iFramesOnly,
            DateRanges = dateRanges ?? (IReadOnlyList<DateRange>)[],
            Parts = segment.OpenParts,
            TargetDurationLine = found.Line,
            SequenceLine = sequenceLine,
        };
        if (lowLatency is not null || playlist.Parts.Count > 0)
            playlist = (lowLatency ?? new(common, faults)).Finish(playlist, playlist.Parts);
        return common.Finish(playlist);
    }

    private TimeSpan TargetDuration(PlaylistLine line)
    {
        var text = common.Trimmed(line, line.Value);
        if (PlaylistValues.Whole(text) is null)
        {
            var what = $"{line.Name}: '{PlaylistValues.Shown(line.Value)}' is no decimal integer";
            if (PlaylistValues.SegmentSeconds(text) is not { } fractional)
                throw line.Wrong(what);
            faults.Tolerate(line, what, "players cut the fraction off");
            return TimeSpan.FromSeconds(Math.Floor(fractional.TotalSeconds));
        }
        return PlaylistValues.SegmentSeconds(text)
            ?? throw line.Wrong(
                $"{line.Name}: '{PlaylistValues.Shown(line.Value)}' is no duration in seconds"
            );
    }

    private PlaylistType? Type(PlaylistLine line)
    {
        switch (common.Trimmed(line, line.Value))
        {
            case "VOD":
                return PlaylistType.Vod;
            case "EVENT":
                return PlaylistType.Event;
            default:
                faults.Tolerate(
                    line,
                    "EXT-X-PLAYLIST-TYPE is neither EVENT nor VOD",
                    "players pass it over"
                );
                return null;
        }
    }

    private bool BehindSegments(PlaylistLine line)
    {
        if (segments.Count > 0)
            faults.Tolerate(
                line,
                $"{line.Name} after the first segment",
                "players take it all the same"
            );
        return segments.Count > 0;
    }
}
