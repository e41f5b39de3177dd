using System.Security.Cryptography;
using Verify.Instruments.Http;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Instruments.Staleness;

/// <summary>One version of a file as it lay on disk, or its absence.</summary>
/// <param name="Hash">SHA-256 of its bytes; null where the file was gone.</param>
/// <param name="Sequence">EXT-X-MEDIA-SEQUENCE, where it is a media playlist.</param>
/// <param name="At">When it came to be under its name: the middle of what is known.</param>
/// <param name="Error">Half of the interval that the true time lies in.</param>
/// <param name="Wall">The same moment on the wall clock, which caches of whole seconds keep step with.</param>
public sealed record Publication(
    string? Hash,
    long Bytes,
    long? Sequence,
    Instant At,
    TimeSpan Error,
    DateTimeOffset Wall
)
{
    /// <summary>Its bytes, to show what an answer has otherwise; empty where they were not kept.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public static string HashOf(ReadOnlySpan<byte> body) =>
        Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>The media sequence that a body states, or null where it is no media playlist.</summary>
    public static long? SequenceOf(ReadOnlySpan<byte> body)
    {
        try
        {
            return (Playlist.Parse(body, PlaylistReading.Lenient) as MediaPlaylist)?.Sequence;
        }
        catch (PlaylistError)
        {
            return null;
        }
    }
}
