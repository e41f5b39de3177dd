using System.Text;

namespace Verify.Instruments;

/// <summary>A line of a playlist: a tag with its value, or a URI.</summary>
/// <param name="Tag">Without the '#'; null for a URI.</param>
/// <param name="Value">What follows the tag's colon, or the URI.</param>
internal readonly record struct PlaylistLine(int Number, string? Tag, string Value)
{
    public PlaylistError Wrong(string what) => new(Number, what);
}

/// <summary>Cuts bytes into the lines of a playlist (RFC 8216 section 4.1); comments and blank lines are left out.</summary>
internal static class PlaylistLines
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static List<PlaylistLine> Split(ReadOnlySpan<byte> bytes, PlaylistLimits limits)
    {
        if (bytes.IsEmpty)
            throw new PlaylistError(0, "an empty file is no playlist");
        if (bytes.Length > limits.Bytes)
            throw new PlaylistError(
                0,
                $"{bytes.Length} bytes; a playlist of more than {limits.Bytes} is refused"
            );
        var lines = new List<PlaylistLine>();
        var number = 0;
        while (!bytes.IsEmpty)
        {
            if (++number > limits.Lines)
                throw new PlaylistError(
                    number,
                    $"a playlist of more than {limits.Lines} lines is refused"
                );
            var end = bytes.IndexOf((byte)'\n');
            var raw = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            if (raw.EndsWith("\r"u8))
                raw = raw[..^1];
            var text = Text(raw, number);
            if (number == 1)
            {
                if (text != "#EXTM3U")
                    throw new PlaylistError(1, "the first line is not #EXTM3U");
            }
            else if (Line(number, text) is { } line)
            {
                lines.Add(line);
            }
        }
        return lines;
    }

    private static string Text(ReadOnlySpan<byte> raw, int number)
    {
        if (number == 1 && raw.StartsWith("\uFEFF"u8))
            throw new PlaylistError(1, "a byte order mark before #EXTM3U");
        foreach (var b in raw)
        {
            if (b is < 0x20 and not (byte)'\t' or 0x7F)
                throw new PlaylistError(number, $"control character 0x{b:X2}");
        }
        try
        {
            return Utf8.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            throw new PlaylistError(number, "not UTF-8");
        }
    }

    private static PlaylistLine? Line(int number, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (text[0] != '#')
            return new(number, null, text.Trim());
        if (!text.StartsWith("#EXT", StringComparison.Ordinal))
            return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new(number, text[1..].TrimEnd(), "")
            : new(number, text[1..colon], text[(colon + 1)..]);
    }
}
