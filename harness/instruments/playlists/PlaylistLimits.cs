namespace Verify.Instruments.Playlists;

/// <summary>How large a playlist may be before it is refused unread.</summary>
public sealed record PlaylistLimits(int Bytes, int Lines)
{
    // A day of two-second segments (43,200) with dates and byte ranges stays within both.
    public static readonly PlaylistLimits Default = new(8 * 1024 * 1024, 250_000);

    /// <summary>Notes that a lenient reading keeps; the same breach on every line says no more after these.</summary>
    public int Notes { get; init; } = 1000;

    /// <summary>Keys of different formats that apply at once; a presentation for every system there is has five.</summary>
    public int Keys { get; init; } = 32;

    /// <summary>Characters that variables may expand to in all: no few lines of them can grow without end.</summary>
    public int Expanded => Bytes;
}
