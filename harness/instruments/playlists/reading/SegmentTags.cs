namespace Verify.Instruments.Playlists.Reading;

/// <summary>What is said before the URI of a segment, until the URI comes (RFC 8216 section 4.3.2).</summary>
internal sealed class SegmentTags(PlaylistFaults faults, CommonTags common, int mostKeys)
{
    // FFmpeg's own stand-in for a duration that says nothing.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private PlaylistLine? extinf;
    private TimeSpan duration;
    private string? title;
    private PlaylistLine? byteRange;
    private (long Length, long? Offset) range;
    private IReadOnlyList<EncryptionKey> keys = [];
    private MediaMap? map;
    private DateTimeOffset? date;
    private bool gap;
    private long? bitrate;
    private (string Uri, long End)? previous;
    private (string Uri, long End)? previousPart;
    private List<MediaPart>? parts;

    public bool Discontinuity { get; private set; }

    public MediaMap? Map => map;

    /// <summary>Parts that no whole segment has followed.</summary>
    public IReadOnlyList<MediaPart> OpenParts => parts ?? (IReadOnlyList<MediaPart>)[];

    public void Read(PlaylistLine line)
    {
        switch (line.Tag!.Name)
        {
            case "EXT-X-BYTERANGE":
                common.Need(4, line.Name, line.Number);
                range =
                    PlaylistValues.Range(common.Trimmed(line, line.Value))
                    ?? throw line.Wrong(
                        $"{line.Name}: '{PlaylistValues.Shown(line.Value)}' is not LENGTH or LENGTH@OFFSET"
                    );
                byteRange = line;
                break;
            case "EXT-X-DISCONTINUITY":
                Discontinuity = true;
                break;
            case "EXT-X-KEY":
                Key(line, KeyTag.Read(line, common, faults));
                break;
            case "EXT-X-MAP":
                map = ReadMap(line);
                break;
            case "EXT-X-PROGRAM-DATE-TIME":
                Date(line);
                break;
            case "EXT-X-GAP":
                gap = true;
                break;
            case "EXT-X-BITRATE":
                bitrate = common.Whole(line);
                break;
            case "EXT-X-PART":
                Part(line);
                break;
        }
    }

    public MediaSegment? Segment(PlaylistLine line, long sequence)
    {
        var uri = common.Uri(line, line.Value);
        if (extinf is null)
        {
            faults.Tolerate(
                line.Number,
                "a URI with no EXTINF before it",
                "RFC 8216 section 4.3.2.1",
                "players pass it over"
            );
            return null;
        }
        var segment = new MediaSegment(sequence, duration, uri, title, Discontinuity, line.Number)
        {
            Range = byteRange is { } at ? Resolve(at, uri, range, previous) : null,
            Keys = keys,
            Map = map,
            ProgramDateTime = date,
            Gap = gap,
            BitrateKbps = bitrate,
            Parts = OpenParts,
        };
        previous = segment.Range is { } found ? (uri, found.End) : null;
        extinf = null;
        byteRange = null;
        date = null;
        gap = false;
        parts = null;
        Discontinuity = false;
        return segment;
    }

    public void Finish()
    {
        if (extinf is { } open)
            faults.Tolerate(open, "EXTINF with no URI after it", "players pass it over");
    }

    public void Extinf(PlaylistLine line)
    {
        if (extinf is not null)
            faults.Tolerate(
                line,
                "EXTINF follows EXTINF with no URI between",
                "players take the last"
            );
        var comma = line.Value.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            faults.Tolerate(line, "EXTINF without a comma after the duration", "players add it");
        var number = common.Trimmed(line, comma < 0 ? line.Value : line.Value.AsSpan(0, comma));
        if (number.Contains('.'))
            common.Need(3, "a fractional EXTINF", line.Number);
        duration = Duration(line, number);
        title = comma < 0 || comma == line.Value.Length - 1 ? null : line.Value[(comma + 1)..];
        extinf = line;
    }

    private TimeSpan Duration(PlaylistLine line, ReadOnlySpan<char> number)
    {
        if (PlaylistValues.SegmentSeconds(number) is { } read)
            return read;
        var what = $"EXTINF: '{PlaylistValues.Shown(number.ToString())}' is no duration in seconds";
        // Lists of stations say -1; what is no number at all leaves a player nothing to go by.
        if (number is not ['-', .. var rest] || PlaylistValues.Seconds(rest) is null)
            throw line.Wrong(what);
        faults.Tolerate(line, what, "players take the least there is");
        return Least;
    }

    // A key takes the place of the one of its format; NONE takes away all.
    private void Key(PlaylistLine line, EncryptionKey key)
    {
        keys =
            key.Method == KeyTag.None
                ? []
                : [.. keys.Where(other => other.Format != key.Format), key];
        if (keys.Count > mostKeys)
            throw line.Wrong($"more than {mostKeys} keys that apply at once are refused");
    }

    private MediaMap ReadMap(PlaylistLine line)
    {
        common.Need(5, line.Name, line.Number);
        var attributes = common.Attributes(line);
        if (attributes.Quoted("URI") is not { } uri)
            throw line.Wrong("EXT-X-MAP without URI");
        ByteRange? part = attributes.Range("BYTERANGE") is { } read
            ? new(read.Length, read.Offset ?? 0)
            : null;
        return new(uri, part, line.Number);
    }

    private void Date(PlaylistLine line)
    {
        date = PlaylistValues.Date(line.Value.Trim(), out var zoned);
        if (date is null)
            faults.Tolerate(
                line,
                $"{line.Name}: '{PlaylistValues.Shown(line.Value)}' is no ISO 8601 date with time",
                "players leave it out"
            );
        else if (!zoned)
            faults.Tolerate(
                line,
                $"{line.Name} without a time zone",
                "players take it as UTC or as their own"
            );
    }

    private void Part(PlaylistLine line)
    {
        var attributes = common.Attributes(line);
        if (
            !attributes.Require("URI", "DURATION")
            || attributes.SegmentSeconds("DURATION") is not { } length
        )
            return;
        var uri = attributes.Quoted("URI")!;
        ByteRange? part = attributes.Range("BYTERANGE") is { } read
            ? Resolve(line, uri, read, previousPart)
            : null;
        previousPart = part is { } found ? (uri, found.End) : null;
        (parts ??= []).Add(
            new(
                uri,
                length,
                attributes.YesNo("INDEPENDENT") ?? false,
                attributes.YesNo("GAP") ?? false,
                part,
                line.Number
            )
        );
    }

    private ByteRange Resolve(
        PlaylistLine line,
        string uri,
        (long Length, long? Offset) range,
        (string Uri, long End)? before
    )
    {
        if (range.Offset is { } offset)
            return new(range.Length, offset);
        if (before is { } follows && follows.Uri == uri && follows.End < long.MaxValue / 2)
            return new(range.Length, follows.End);
        faults.Tolerate(
            line,
            "a byte range with no offset, and none of the same resource before it",
            "players begin at 0"
        );
        return new(range.Length, 0);
    }
}
