using System.Collections.ObjectModel;

namespace Verify.Instruments.Playlists;

/// <summary>An HLS playlist (RFC 8216, and the tags that rfc8216bis adds), media or multivariant.</summary>
/// <param name="Version">EXT-X-VERSION; 1 where the playlist does not say (RFC 8216 section 7).</param>
public abstract record Playlist(int Version)
{
    /// <summary>The breaches that a lenient reading got over; none after a strict one.</summary>
    public IReadOnlyList<PlaylistNote> Notes { get; init; } = [];

    /// <summary>The highest version that what is used in it asks for, and where (section 7).</summary>
    public VersionNeed Needs { get; init; } = VersionNeed.None;

    /// <summary>EXT-X-INDEPENDENT-SEGMENTS: each segment decodes without the one before.</summary>
    public bool IndependentSegments { get; init; }

    /// <summary>EXT-X-START.</summary>
    public PlaylistStart? Start { get; init; }

    /// <summary>EXT-X-DEFINE: the variables, with the values they came to.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } =
        ReadOnlyDictionary<string, string>.Empty;
}

/// <param name="Feature">What needs it; empty where nothing needs more than version 1.</param>
public sealed record VersionNeed(int Version, string Feature, int Line)
{
    public static readonly VersionNeed None = new(1, "", 0);
}

/// <summary>Where to begin to play.</summary>
/// <param name="TimeOffset">From the beginning; from the end where it is negative.</param>
public sealed record PlaylistStart(TimeSpan TimeOffset, bool Precise, int Line);
