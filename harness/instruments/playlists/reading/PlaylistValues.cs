using System.Globalization;

namespace Verify.Instruments.Playlists.Reading;

/// <summary>The value types of RFC 8216 section 4.2, each with its own limit; null where the text is none of the type.</summary>
internal static class PlaylistValues
{
    // Ten thousand days: a TimeSpan holds it with room to spare.
    private const double LongestSeconds = 864_000_000;

    // Eleven days: no segment is longer, and all that a playlist can list still adds up to a TimeSpan.
    private const double LongestSegment = 1_000_000;

    // A date with hours, with and without fractions; with a zone as it must be, and as players take it.
    private static readonly string[] Dates =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzz'00'",
        "yyyy-MM-dd'T'HH:mmK",
    ];

    public static long? Whole(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    public static double? Decimal(ReadOnlySpan<char> text) =>
        double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        ) && double.IsFinite(value)
            ? value
            : null;

    public static double? Signed(ReadOnlySpan<char> text) =>
        text is ['-', .. var rest] ? -Decimal(rest) : Decimal(text);

    public static TimeSpan? Seconds(ReadOnlySpan<char> text) => Span(Decimal(text));

    /// <summary>How long a segment or a part of one lasts.</summary>
    public static TimeSpan? SegmentSeconds(ReadOnlySpan<char> text) =>
        Decimal(text) is { } seconds and <= LongestSegment ? Span(seconds) : null;

    public static TimeSpan? SignedSeconds(ReadOnlySpan<char> text) => Span(Signed(text));

    /// <summary>Digits and letters A to F after 0x, which are left out.</summary>
    public static string? Hex(string text) =>
        text.Length > 2
        && text[0] == '0'
        && text[1] is 'x' or 'X'
        && text.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0
            ? text[2..]
            : null;

    public static Resolution? Resolution(string text)
    {
        var cross = text.IndexOf('x', StringComparison.Ordinal);
        return
            cross > 0
            && int.TryParse(
                text.AsSpan(0, cross),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var width
            )
            && int.TryParse(
                text.AsSpan(cross + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var height
            )
            ? new(width, height)
            : null;
    }

    /// <summary>ISO 8601 with a time; without a zone it is taken as UTC, and <paramref name="zoned"/> is false.</summary>
    public static DateTimeOffset? Date(string text, out bool zoned)
    {
        zoned =
            text.EndsWith('Z') || (text.Length > 19 && text.AsSpan(19).IndexOfAny('+', '-') >= 0);
        // +0000 as FFmpeg writes it is as good in ISO 8601 as +00:00.
        if (text.Length > 19 && text[^5] is '+' or '-')
            text = text[..^2] + ":" + text[^2..];
        return DateTimeOffset.TryParseExact(
            text,
            Dates,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var date
        )
            ? date
            : null;
    }

    /// <summary>LENGTH or LENGTH@OFFSET, within what a file can hold.</summary>
    public static (long Length, long? Offset)? Range(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        var length = Whole(at < 0 ? text : text[..at]);
        var offset = at < 0 ? null : Whole(text[(at + 1)..]);
        return
            length is not > 0 or > long.MaxValue / 4
            || (at >= 0 && offset is null or > long.MaxValue / 4)
            ? null
            : (length.Value, offset);
    }

    public static string Shown(string text) => text.Length > 40 ? text[..40] + "..." : text;

    private static readonly System.Buffers.SearchValues<char> HexDigits =
        System.Buffers.SearchValues.Create("0123456789ABCDEFabcdef");

    private static TimeSpan? Span(double? seconds) =>
        seconds is >= -LongestSeconds and <= LongestSeconds
            // FromSeconds cuts off: 1.001 would come out a tick short.
            ? TimeSpan.FromTicks((long)Math.Round(seconds.Value * TimeSpan.TicksPerSecond))
            : null;
}
