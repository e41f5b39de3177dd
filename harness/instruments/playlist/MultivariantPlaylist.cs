namespace Verify.Instruments;

/// <summary>The same presentation at several rates.</summary>
public sealed record MultivariantPlaylist(int Version, IReadOnlyList<Variant> Variants)
    : Playlist(Version);

/// <param name="Bandwidth">Peak bits a second of any of its segments (RFC 8216 section 4.3.4.2).</param>
public sealed record Variant(
    long Bandwidth,
    long? AverageBandwidth,
    string? Codecs,
    Resolution? Resolution,
    string Uri,
    int Line
);

public readonly record struct Resolution(int Width, int Height);
