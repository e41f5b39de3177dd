namespace Verify.Instruments.Playlists;

/// <summary>How a playlist that breaks the standard is met.</summary>
public enum PlaylistReading
{
    /// <summary>As RFC 8216 section 4 says MUST: the first breach is a <see cref="PlaylistError"/>.</summary>
    Strict,

    /// <summary>
    /// As players read it: what hls.js and FFmpeg both get over is a <see cref="PlaylistNote"/> that says how. What
    /// leaves them nothing to play, or nothing to time a reload by, is a <see cref="PlaylistError"/> here too.
    /// </summary>
    Lenient,
}

/// <summary>A breach of the standard that players get over.</summary>
/// <param name="Section">Of the standard that it breaks.</param>
/// <param name="Players">What players make of it, and this reading with them.</param>
public sealed record PlaylistNote(int Line, string What, string Section, string Players);

/// <summary>What a playlist may refer to and does not hold itself.</summary>
/// <param name="Address">Where it was loaded from: EXT-X-DEFINE takes its QUERYPARAM from there.</param>
/// <param name="Imported">The variables of the multivariant playlist that led to it, for IMPORT.</param>
public sealed record PlaylistContext(Uri? Address, IReadOnlyDictionary<string, string>? Imported)
{
    /// <summary>Nothing is known: a variable that comes from outside stays as it is written.</summary>
    public static readonly PlaylistContext Unknown = new(null, null);
}
