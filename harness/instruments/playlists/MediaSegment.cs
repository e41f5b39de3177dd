namespace Verify.Instruments.Playlists;

/// <param name="Discontinuity">Encoding or time stamps break between the segment before and this one.</param>
public sealed record MediaSegment(
    long Sequence,
    TimeSpan Duration,
    string Uri,
    string? Title,
    bool Discontinuity,
    int Line
)
{
    /// <summary>EXT-X-BYTERANGE: the part of the resource that it is; null for the whole.</summary>
    public ByteRange? Range { get; init; }

    /// <summary>EXT-X-KEY: the keys that apply, one a format; empty for a clear segment.</summary>
    public IReadOnlyList<EncryptionKey> Keys { get; init; } = [];

    /// <summary>EXT-X-MAP: what must be read before it.</summary>
    public MediaMap? Map { get; init; }

    /// <summary>EXT-X-PROGRAM-DATE-TIME, where it is given for this segment itself.</summary>
    public DateTimeOffset? ProgramDateTime { get; init; }

    /// <summary>EXT-X-GAP: there is nothing to load.</summary>
    public bool Gap { get; init; }

    /// <summary>EXT-X-BITRATE in kbit/s.</summary>
    public long? BitrateKbps { get; init; }

    /// <summary>EXT-X-PART: what it was first published as.</summary>
    public IReadOnlyList<MediaPart> Parts { get; init; } = [];
}

/// <summary>A part of a resource.</summary>
public readonly record struct ByteRange(long Length, long Offset)
{
    public long End => Offset + Length;
}

/// <summary>EXT-X-MAP: the media initialization section.</summary>
public sealed record MediaMap(string Uri, ByteRange? Range, int Line);

/// <summary>EXT-X-KEY or EXT-X-SESSION-KEY.</summary>
/// <param name="Iv">Hexadecimal digits without 0x; null where the media sequence number takes its place.</param>
public sealed record EncryptionKey(
    string Method,
    string? Uri,
    string? Iv,
    string Format,
    string? FormatVersions,
    int Line
)
{
    /// <summary>KEYFORMAT where none is given.</summary>
    public const string Identity = "identity";
}

/// <summary>EXT-X-DATERANGE: something that happens over a stretch of time, such as a break for advertising.</summary>
/// <param name="Client">The attributes that begin with X-.</param>
/// <param name="Scte35">The attributes that begin with SCTE35-, as hexadecimal digits.</param>
public sealed record DateRange(
    string Id,
    string? Class,
    DateTimeOffset? Start,
    DateTimeOffset? End,
    TimeSpan? Duration,
    TimeSpan? PlannedDuration,
    bool EndOnNext,
    IReadOnlyDictionary<string, string> Client,
    IReadOnlyDictionary<string, string> Scte35,
    int Line
);
