namespace Verify.Instruments.Playlists;

/// <summary>The same presentation at several rates.</summary>
public sealed record MultivariantPlaylist(int Version, IReadOnlyList<Variant> Variants)
    : Playlist(Version)
{
    /// <summary>EXT-X-MEDIA: other languages, angles, subtitles.</summary>
    public IReadOnlyList<MediaRendition> Renditions { get; init; } = [];

    /// <summary>EXT-X-I-FRAME-STREAM-INF: key frames only, for winding.</summary>
    public IReadOnlyList<Variant> IFrameVariants { get; init; } = [];

    public IReadOnlyList<SessionData> SessionData { get; init; } = [];

    public IReadOnlyList<EncryptionKey> SessionKeys { get; init; } = [];

    /// <summary>EXT-X-CONTENT-STEERING.</summary>
    public ContentSteering? Steering { get; init; }
}

/// <param name="Bandwidth">Peak bits a second of any of its segments (RFC 8216 section 4.3.4.2).</param>
public sealed record Variant(
    long Bandwidth,
    long? AverageBandwidth,
    string? Codecs,
    Resolution? Resolution,
    string Uri,
    int Line
)
{
    public double? FrameRate { get; init; }

    public string? HdcpLevel { get; init; }

    public string? VideoRange { get; init; }

    /// <summary>Group of EXT-X-MEDIA of TYPE=AUDIO.</summary>
    public string? Audio { get; init; }

    /// <summary>Group of EXT-X-MEDIA of TYPE=VIDEO.</summary>
    public string? Video { get; init; }

    /// <summary>Group of EXT-X-MEDIA of TYPE=SUBTITLES.</summary>
    public string? Subtitles { get; init; }

    /// <summary>Group of EXT-X-MEDIA of TYPE=CLOSED-CAPTIONS, or NONE.</summary>
    public string? ClosedCaptions { get; init; }

    /// <summary>PATHWAY-ID of content steering.</summary>
    public string? Pathway { get; init; }
}

public readonly record struct Resolution(int Width, int Height);

/// <summary>EXT-X-MEDIA.</summary>
/// <param name="Type">AUDIO, VIDEO, SUBTITLES or CLOSED-CAPTIONS.</param>
/// <param name="AutoSelect">AUTOSELECT; null where it is not given.</param>
/// <param name="Uri">Null where the rendition is in the variant's own segments.</param>
public sealed record MediaRendition(
    string Type,
    string GroupId,
    string Name,
    string? Uri,
    string? Language,
    bool Default,
    bool? AutoSelect,
    bool Forced,
    string? InstreamId,
    string? Characteristics,
    string? Channels,
    int Line
);

/// <summary>EXT-X-SESSION-DATA: a value or where to load one.</summary>
public sealed record SessionData(
    string DataId,
    string? Value,
    string? Uri,
    string? Language,
    int Line
);

/// <summary>EXT-X-CONTENT-STEERING: where a player is told which server to use.</summary>
public sealed record ContentSteering(string ServerUri, string? Pathway, int Line);
