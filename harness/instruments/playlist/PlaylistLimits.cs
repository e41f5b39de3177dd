namespace Verify.Instruments;

/// <summary>How large a playlist may be before it is refused unread.</summary>
public sealed record PlaylistLimits(int Bytes, int Lines)
{
    // A day of two-second segments (43,200) with dates and byte ranges stays within both.
    public static readonly PlaylistLimits Default = new(8 * 1024 * 1024, 250_000);
}
