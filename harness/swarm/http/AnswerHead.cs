using System.Buffers.Text;

namespace Verify.Swarm;

/// <summary>The head of an HTTP/1.x answer (RFC 9112): of its headers only what a viewer needs.</summary>
internal struct AnswerHead
{
    public const long UntilClosed = -1;

    public int Status;

    /// <summary>Of the body as framed; <see cref="UntilClosed"/> where only the end of the connection ends it.</summary>
    public long Length;
    public bool IsChunked;
    public bool IsKept;
    public bool IsEncoded;
    public bool IsTransportStream;
    public string? Location;

    /// <returns>The head's length in bytes; 0 where it has not come whole; -1 where it is none.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, out AnswerHead head)
    {
        head = new() { Length = UntilClosed };
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return bytes.StartsWith("HTTP/1."u8[..Math.Min(7, bytes.Length)]) ? 0 : -1;
        var rest = bytes[..(end + 2)];
        var line = rest.IndexOf("\r\n"u8);
        if (!head.ReadStatus(rest[..line]))
            return -1;
        rest = rest[(line + 2)..];
        while (!rest.IsEmpty)
        {
            line = rest.IndexOf("\r\n"u8);
            if (!head.ReadHeader(rest[..line]))
                return -1;
            rest = rest[(line + 2)..];
        }
        if (head.Status is 204 or 304 or < 200)
            (head.Length, head.IsChunked) = (0, false);
        // A length beside chunks is how answers are smuggled (RFC 9112 section 6.3): the chunks count, and it is the last.
        else if (head.IsChunked && head.Length >= 0)
            head.IsKept = false;
        return end + 4;
    }

    private bool ReadStatus(ReadOnlySpan<byte> line)
    {
        if (
            line.Length < 12
            || !line.StartsWith("HTTP/1."u8)
            || line[7] is not ((byte)'0' or (byte)'1')
            || line[8] != ' '
            || (line.Length > 12 && line[12] != ' ')
            || line[9..12].ContainsAnyExceptInRange((byte)'0', (byte)'9')
        )
            return false;
        Status = ((line[9] - '0') * 100) + ((line[10] - '0') * 10) + line[11] - '0';
        IsKept = line[7] == '1';
        return Status >= 100;
    }

    private bool ReadHeader(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
            return false;
        var value = line[(colon + 1)..].Trim(" \t"u8);
        // Most headers are told apart by the length of their name alone.
        switch (colon)
        {
            case 14 when Is(line[..colon], "content-length"u8):
                return ReadLength(value);
            case 17 when Is(line[..colon], "transfer-encoding"u8):
                IsChunked = EndsWith(value, "chunked"u8);
                return IsChunked;
            case 10 when Is(line[..colon], "connection"u8):
                if (EndsWith(value, "close"u8))
                    IsKept = false;
                else if (EndsWith(value, "keep-alive"u8))
                    IsKept = true;
                return true;
            case 16 when Is(line[..colon], "content-encoding"u8):
                IsEncoded = !Is(value, "identity"u8);
                return true;
            case 12 when Is(line[..colon], "content-type"u8):
                IsTransportStream = value.Length >= 10 && Is(value[..10], "video/mp2t"u8);
                return true;
            case 8
                when Status is 301 or 302 or 303 or 307 or 308 && Is(line[..colon], "location"u8):
                Location = System.Text.Encoding.Latin1.GetString(value);
                return true;
            default:
                return true;
        }
    }

    private bool ReadLength(ReadOnlySpan<byte> value)
    {
        if (
            value.IsEmpty
            || value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || !Utf8Parser.TryParse(value, out long length, out _)
            // Two lengths that differ: neither is believed.
            || (Length >= 0 && Length != length)
        )
            return false;
        Length = length;
        return true;
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        System.Text.Ascii.EqualsIgnoreCase(text, lower);

    private static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        text.Length >= lower.Length && Is(text[^lower.Length..], lower);
}
