namespace Verify.Instruments.Nginx.Values;

/// <summary>A size as <c>ngx_parse_size</c> reads it (k, m) or, for a file offset, <c>ngx_parse_offset</c> (k, m, g).</summary>
public static class SizeValue
{
    private const long K = 1024;

    public static bool TryParse(string text, bool offset, out long bytes)
    {
        bytes = 0;
        var scale =
            text.Length == 0
                ? 1
                : text[^1] switch
                {
                    'k' or 'K' => K,
                    'm' or 'M' => K * K,
                    'g' or 'G' when offset => K * K * K,
                    _ => 1,
                };
        var digits = scale == 1 ? text.AsSpan() : text.AsSpan(0, text.Length - 1);
        if (!NumberValue.TryParse(digits, out var number) || number > long.MaxValue / scale)
        {
            return false;
        }
        bytes = number * scale;
        return true;
    }

    /// <summary>Why nginx refuses the text.</summary>
    public static string Reason(string text, bool offset) =>
        text switch
        {
            "" => "it is empty",
            [.. var digits, 'g' or 'G'] when !offset && NumberValue.TryParse(digits, out _) =>
                "G is understood only where a file offset is meant; here a size goes up to m",
            _ when text.All(char.IsAsciiDigit) => "it is larger than nginx can count",
            _ when text[..^1].All(char.IsAsciiDigit) && text.Length > 1 => char.IsAsciiLetter(
                text[^1]
            ) && "kKmMgG".Contains(text[^1], StringComparison.Ordinal)
                ? "it is larger than nginx can count"
                : $"the unit '{text[^1]}' is unknown",
            _ => "it is not a number with a unit",
        };

    public static string Allowed(bool offset) =>
        offset
            ? "bytes, or a number with k, m or g, such as 10m"
            : "bytes, or a number with k or m, such as 512k";
}
