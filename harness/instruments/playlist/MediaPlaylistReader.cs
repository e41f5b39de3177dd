namespace Verify.Instruments;

/// <summary>Reads the lines of a media playlist (RFC 8216 sections 4.3.2 and 4.3.3).</summary>
internal sealed class MediaPlaylistReader
{
    private readonly HashSet<string> _once = [];
    private readonly List<MediaSegment> _segments = [];
    private int _version = 1;
    private TimeSpan? _target;
    private long _sequence;
    private long _discontinuitySequence;
    private bool _ended;
    private (TimeSpan Duration, string? Title, PlaylistLine Line)? _info;
    private bool _discontinuity;

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
                if (_info is not null)
                    throw line.Wrong("EXTINF follows EXTINF with no URI between");
                var comma = line.Value.IndexOf(',', StringComparison.Ordinal);
                _info = (
                    line.Seconds(comma < 0 ? line.Value : line.Value[..comma]),
                    comma < 0 || comma == line.Value.Length - 1 ? null : line.Value[(comma + 1)..],
                    line
                );
                break;
            case "EXT-X-VERSION":
                Once(line);
                _version = (int)Math.Min(line.WholeNumber(), int.MaxValue);
                break;
            case "EXT-X-TARGETDURATION":
                Once(line);
                _target = line.WholeSeconds();
                break;
            case "EXT-X-MEDIA-SEQUENCE":
                Once(line);
                BeforeSegments(line);
                // Room for every number of a segment that a playlist within the limits can list.
                _sequence = Math.Min(line.WholeNumber(), long.MaxValue / 2);
                break;
            case "EXT-X-DISCONTINUITY-SEQUENCE":
                Once(line);
                BeforeSegments(line);
                if (_discontinuity)
                    throw line.Wrong($"{line.Tag} after EXT-X-DISCONTINUITY");
                _discontinuitySequence = line.WholeNumber();
                break;
            case "EXT-X-DISCONTINUITY":
                _discontinuity = true;
                break;
            case "EXT-X-ENDLIST":
                Once(line);
                _ended = true;
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
        if (_info is { } open)
            throw open.Line.Wrong("EXTINF with no URI after it");
        if (_target is not { } target)
            throw new PlaylistError(
                0,
                "neither EXT-X-TARGETDURATION (media) nor EXT-X-STREAM-INF (multivariant)"
            );
        return new(_version, target, _sequence, _discontinuitySequence, _segments, _ended);
    }

    private void Segment(PlaylistLine line)
    {
        if (_info is not { } info)
            throw line.Wrong("a URI with no EXTINF before it");
        _segments.Add(
            new(
                _sequence + _segments.Count,
                info.Duration,
                line.Value,
                info.Title,
                _discontinuity,
                line.Number
            )
        );
        _info = null;
        _discontinuity = false;
    }

    private void Once(PlaylistLine line)
    {
        if (!_once.Add(line.Tag!))
            throw line.Wrong($"{line.Tag} is given twice");
    }

    private void BeforeSegments(PlaylistLine line)
    {
        if (_segments.Count > 0)
            throw line.Wrong($"{line.Tag} after the first segment");
    }
}
