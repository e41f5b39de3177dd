using System.Text;

namespace Verify.Instruments.Http;

/// <summary>The head of an answer, line by line (RFC 9112 sections 4 and 5).</summary>
internal struct AnswerHead
{
    private const int MostShown = 80;

    private bool isVersion10;
    private AnswerFraming framing;

    /// <summary>0 until its line has been read.</summary>
    public int Status { get; private set; }

    /// <summary>101 hands the connection over to another protocol; the others come before the answer that counts.</summary>
    public readonly bool IsInterim => Status is < 200 and not 101;

    public readonly long Length => framing.Length;

    /// <param name="wrong">Why it cannot be told; null where it can.</param>
    public readonly BodyEnd End(bool isAnswerToHead, out string? wrong) =>
        framing.End(Status, isAnswerToHead, out wrong);

    /// <summary>Whether another answer can follow on the connection.</summary>
    public readonly bool IsKept(BodyEnd end) => Status != 101 && framing.IsKept(end, isVersion10);

    /// <summary>Whether bytes can be the first of one. A server that speaks SSH or TLS need not ever end a line.</summary>
    public static bool CanBegin(ReadOnlySpan<byte> line) =>
        "HTTP/1."u8.StartsWith(line[..Math.Min(line.Length, 7)]);

    /// <summary>The status line, then a header a line.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public string? Take(ReadOnlySpan<byte> line, IHeadReader reader) =>
        Status > 0
            ? TakeHeader(line, reader)
                ? null
                : Malformed("header line", line)
            : TakeStatus(line, reader)
                ? null
                : Malformed("status line", line);

    public static string Malformed(string what, ReadOnlySpan<byte> line) =>
        line.Length > MostShown
            ? $"{what} '{Encoding.Latin1.GetString(line[..MostShown])}...'"
            : $"{what} '{Encoding.Latin1.GetString(line)}'";

    private bool TakeStatus(ReadOnlySpan<byte> line, IHeadReader reader)
    {
        if (
            line.Length < 12
            || !CanBegin(line)
            || !char.IsAsciiDigit((char)line[7])
            || line[8] != ' '
            || line[9] == '0'
            || line[9..12].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || (line.Length > 12 && line[12] != ' ')
        )
            return false;
        isVersion10 = line[7] == '0';
        Status = ((line[9] - '0') * 100) + ((line[10] - '0') * 10) + line[11] - '0';
        reader.Status(Status, line.Length > 13 ? line[13..] : default);
        return true;
    }

    private bool TakeHeader(ReadOnlySpan<byte> line, IHeadReader reader)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAny((byte)' ', (byte)'\t'))
            return false;
        var value = line[(colon + 1)..].Trim(" \t"u8);
        framing.Read(line[..colon], value);
        reader.Header(line[..colon], value);
        return true;
    }
}
