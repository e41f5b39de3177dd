using System.Buffers.Text;
using System.Text;

namespace Verify.Instruments.Http;

/// <summary>What ends the body of an answer.</summary>
internal enum BodyEnd
{
    /// <summary>There is none.</summary>
    Head,
    Length,
    Chunks,
    Connection,
}

/// <summary>What the headers of an answer say of its body's end and of the connection (RFC 9112 sections 6.3 and 9.3).</summary>
internal struct AnswerFraming
{
    private bool isChunked;
    private bool closes;
    private bool keeps;
    private long? length;
    private string? wrongLength;
    private string? wrongCoding;

    public readonly long Length => length ?? 0;

    public void Read(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        // Most headers are told apart by the length of their name alone.
        switch (name.Length)
        {
            case 14 when Is(name, "content-length"u8):
                ReadLength(value);
                break;
            case 17 when Is(name, "transfer-encoding"u8):
                ReadCoding(value);
                break;
            case 10 when Is(name, "connection"u8):
                ReadConnection(value);
                break;
        }
    }

    /// <param name="wrong">Why it cannot be told; null where it can.</param>
    public readonly BodyEnd End(int status, bool isAnswerToHead, out string? wrong)
    {
        wrong = null;
        if (isAnswerToHead || status is < 200 or 204 or 304)
            return BodyEnd.Head;
        wrong = isChunked ? wrongCoding : wrongLength;
        return isChunked ? BodyEnd.Chunks
            : length is null ? BodyEnd.Connection
            : BodyEnd.Length;
    }

    /// <summary>Whether another answer can follow on the connection.</summary>
    public readonly bool IsKept(BodyEnd end, bool isVersion10) =>
        !closes
        && (keeps || !isVersion10)
        && end != BodyEnd.Connection
        // A length beside chunks, or chunks of a server that cannot know them, is how answers are smuggled: the chunks
        // count, and nothing after them does (section 6.1).
        && (end != BodyEnd.Chunks || (!isVersion10 && length is null && wrongLength is null));

    private void ReadLength(ReadOnlySpan<byte> value)
    {
        // A list says the same as several headers (RFC 9110 section 5.3).
        foreach (var part in value.Split((byte)','))
        {
            var one = value[part].Trim(" \t"u8);
            if (!IsNumber(one, out var number))
                wrongLength ??= $"Content-Length: {Encoding.Latin1.GetString(value)}";
            else if (length is { } other && other != number)
                wrongLength ??= $"Content-Length: {other} and {number}";
            else
                length = number;
        }
    }

    // We ask for no coding: a server may use this one alone, and once (section 6.1).
    private void ReadCoding(ReadOnlySpan<byte> value)
    {
        if (isChunked || !Is(value, "chunked"u8))
            wrongCoding ??= $"Transfer-Encoding: {Encoding.Latin1.GetString(value)}";
        isChunked = true;
    }

    private void ReadConnection(ReadOnlySpan<byte> value)
    {
        foreach (var part in value.Split((byte)','))
        {
            var option = value[part].Trim(" \t"u8);
            closes |= Is(option, "close"u8);
            keeps |= Is(option, "keep-alive"u8);
        }
    }

    private static bool IsNumber(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        return !text.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(text, out number, out _);
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        Ascii.EqualsIgnoreCase(text, lower);
}
