using System.Text.Json.Serialization;
using Verify.Origin.Keys;

namespace Verify.Origin.Profile;

/// <summary>An origin profile, merged and checked: what is streamed, how it is encoded, and how it is served.</summary>
public sealed record OriginProfile(
    bool Multibitrate,
    HlsSettings Hls,
    ServerSettings Server,
    AudioSettings Audio,
    string TestPattern,
    VideoSettings Video,
    IReadOnlyList<StreamVariant> Variants,
    EncoderSettings Encoder,
    NetworkingSettings Networking,
    LoggingSettings Logging,
    TmpfsSettings Tmpfs
) : IProfile
{
    [JsonIgnore]
    public string Name { get; init; } = "";

    [JsonIgnore]
    public Derived Derived => Derived.From(this);

    [JsonIgnore]
    public CacheTiming Cache => CacheTiming.From(this);

    [JsonIgnore]
    public TimeSpan SegmentDuration => TimeSpan.FromSeconds(Hls.SegmentDuration);

    /// <summary>What is really encoded: the ladder, or the one stream that has the playlist to itself.</summary>
    [JsonIgnore]
    public IReadOnlyList<StreamVariant> Streams =>
        Multibitrate
            ? Variants
            :
            [
                new StreamVariant(
                    "single",
                    Video.Width,
                    Video.Height,
                    Video.Bitrate,
                    Video.Maxrate,
                    Video.Bufsize,
                    Video.AudioBitrate
                ),
            ];
}

/// <summary>The HLS muxer's settings.</summary>
/// <param name="SegmentDuration">In seconds, as EXT-X-TARGETDURATION counts.</param>
/// <param name="DeleteThreshold">Segments kept on disk after they have left the playlist.</param>
/// <param name="SegmentPattern">As FFmpeg reads it. The seed's <c>%%</c> is systemd's spelling of the same.</param>
public sealed record HlsSettings(
    int SegmentDuration,
    int ListSize,
    int DeleteThreshold,
    string SegmentPattern,
    string PlaylistName,
    string MasterPlaylist,
    IReadOnlyList<string> Flags
);

/// <summary>Where nginx listens and what it serves.</summary>
public sealed record ServerSettings(int Port, string HlsDir);

/// <summary>The test tone.</summary>
public sealed record AudioSettings(int Frequency, int SampleRate);

/// <summary>The one stream of a single-bitrate origin; sizes are derived from it in either mode.</summary>
public sealed record VideoSettings(
    int Width,
    int Height,
    Bitrate Bitrate,
    Bitrate Maxrate,
    Bitrate Bufsize,
    Bitrate AudioBitrate
);

/// <summary>A variant stream of the multivariant playlist (RFC 8216, section 6.2.4).</summary>
public sealed record StreamVariant(
    string Name,
    int Width,
    int Height,
    Bitrate Bitrate,
    Bitrate Maxrate,
    Bitrate Bufsize,
    Bitrate AudioBitrate
);

/// <summary>libx264's settings, in its own words.</summary>
public sealed record EncoderSettings(
    int Framerate,
    string Preset,
    string Tune,
    string Profile,
    string Level
);

/// <summary>How the origin is reached: as any program of its machine, or (mode tap) behind a network of its own.</summary>
public sealed record NetworkingSettings(
    string Mode,
    TapSettings Tap,
    string StaticIp,
    string Gateway,
    string Subnet
);

/// <summary>The gateway's device of networking mode tap, and the hardware address of the origin's.</summary>
public sealed record TapSettings(string Device, string Mac);

/// <summary>nginx's access logs.</summary>
public sealed record LoggingSettings(
    bool Enabled,
    string Directory,
    string Buffer,
    string FlushInterval,
    int Gzip,
    bool SegmentsOnly,
    LogFiles Files
);

/// <summary>The names of the access logs.</summary>
public sealed record LogFiles(string Segments, string Manifests, string All);

/// <summary>What the stream lies on, its owner and mode; a tmpfs's size is derived (recommendedTmpfsMB).</summary>
/// <param name="Type">"tmpfs", or "disk" for a plain folder.</param>
/// <param name="Mode">Octal, as mount takes it.</param>
/// <param name="Options">Of the mount, beside owner, mode and size.</param>
public sealed record TmpfsSettings(
    string Type,
    long Uid,
    long Gid,
    string Mode,
    IReadOnlyList<string> Options
);
