namespace Verify.Instruments;

/// <summary>Reads the lines of a media playlist (RFC 8216 sections 4.3.2 and 4.3.3).</summary>
internal sealed class MediaPlaylistReader
{
    private readonly HashSet<string> once = [];
    private readonly List<MediaSegment> segments = [];
    private int version = 1;
    private TimeSpan? target;
    private long sequence;
    private long discontinuitySequence;
    private bool ended;
    private (TimeSpan Duration, string? Title, PlaylistLine Line)? extinf;
    private bool discontinuity;

    public static MediaPlaylist Read(List<PlaylistLine> lines)
    {
        var reader = new MediaPlaylistReader();
        foreach (var line in lines)
            reader.Read(line);
        return reader.Finish();
    }

    private void Read(PlaylistLine line)
    {
        switch (line.Tag)
        {
            case null:
                Segment(line);
                break;
            case "EXTINF":
                if (extinf is not null)
                    throw line.Wrong("EXTINF follows EXTINF with no URI between");
                var comma = line.Value.IndexOf(',', StringComparison.Ordinal);
                extinf = (
                    line.Seconds(comma < 0 ? line.Value : line.Value[..comma]),
                    comma < 0 || comma == line.Value.Length - 1 ? null : line.Value[(comma + 1)..],
                    line
                );
                break;
            case "EXT-X-VERSION":
                Once(line);
                version = (int)Math.Min(line.WholeNumber(), int.MaxValue);
                break;
            case "EXT-X-TARGETDURATION":
                Once(line);
                this.target = line.WholeSeconds();
                break;
            case "EXT-X-MEDIA-SEQUENCE":
                Once(line);
                BeforeSegments(line);
                // Room for every number of a segment that a playlist within the limits can list.
                sequence = Math.Min(line.WholeNumber(), long.MaxValue / 2);
                break;
            case "EXT-X-DISCONTINUITY-SEQUENCE":
                Once(line);
                BeforeSegments(line);
                if (discontinuity)
                    throw line.Wrong($"{line.Tag} after EXT-X-DISCONTINUITY");
                discontinuitySequence = line.WholeNumber();
                break;
            case "EXT-X-DISCONTINUITY":
                discontinuity = true;
                break;
            case "EXT-X-ENDLIST":
                Once(line);
                ended = true;
                break;
            case "EXT-X-PLAYLIST-TYPE":
                Once(line);
                if (line.Value is not ("EVENT" or "VOD"))
                    throw line.Wrong("EXT-X-PLAYLIST-TYPE is neither EVENT nor VOD");
                break;
            case "EXTM3U":
                throw line.Wrong("a second #EXTM3U");
        }
    }

    private MediaPlaylist Finish()
    {
        if (extinf is { } open)
            throw open.Line.Wrong("EXTINF with no URI after it");
        if (this.target is not { } target)
            throw new PlaylistError(
                0,
                "neither EXT-X-TARGETDURATION (media) nor EXT-X-STREAM-INF (multivariant)"
            );
        return new(version, target, sequence, discontinuitySequence, segments, ended);
    }

    private void Segment(PlaylistLine line)
    {
        if (extinf is not { } info)
            throw line.Wrong("a URI with no EXTINF before it");
        segments.Add(
            new(
                sequence + segments.Count,
                info.Duration,
                line.Value,
                info.Title,
                discontinuity,
                line.Number
            )
        );
        extinf = null;
        discontinuity = false;
    }

    private void Once(PlaylistLine line)
    {
        if (!once.Add(line.Tag!))
            throw line.Wrong($"{line.Tag} is given twice");
    }

    private void BeforeSegments(PlaylistLine line)
    {
        if (segments.Count > 0)
            throw line.Wrong($"{line.Tag} after the first segment");
    }
}
