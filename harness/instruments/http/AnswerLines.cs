using System.Buffers;

namespace Verify.Instruments.Http;

/// <summary>The lines of an answer, out of bytes that come in pieces. A line that lies whole in a piece is not copied.</summary>
internal struct AnswerLines
{
    private const int SmallestBuffer = 1024;

    private byte[]? buffer;
    private int length;
    private int left;

    /// <summary>The lines took more than they were allowed.</summary>
    public readonly bool IsOver => left < 0;

    /// <summary>What has come of a line whose end has not.</summary>
    public readonly ReadOnlySpan<byte> Unfinished => buffer.AsSpan(0, length);

    public void Begin(int allowed) => (length, left) = (0, allowed);

    /// <summary>How many bytes the lines from here on may take together.</summary>
    public void Allow(int bytes) => left = bytes;

    /// <param name="folds">The next line belongs to this one if it begins with a space or a tab (obs-fold, RFC 9112 section 5.2).</param>
    /// <param name="line">Without its end, which is CRLF or a bare LF (section 2.2); good until the next call.</param>
    /// <returns>False where the line's end has not come, or comes too late.</returns>
    public bool TryRead(ref ReadOnlySpan<byte> bytes, bool folds, out ReadOnlySpan<byte> line)
    {
        line = default;
        while (true)
        {
            if (Unfinished is [.., (byte)'\n'])
            {
                line = WithoutEnd(Unfinished);
                if (!folds || line.IsEmpty || bytes is [not ((byte)' ' or (byte)'\t'), ..])
                {
                    length = 0;
                    return true;
                }
                if (bytes.IsEmpty)
                    return false;
                // A recipient replaces each fold with spaces.
                buffer.AsSpan(line.Length, length - line.Length).Fill((byte)' ');
            }
            var end = bytes.IndexOf((byte)'\n') + 1;
            var part = end > 0 ? bytes[..end] : bytes;
            left -= part.Length;
            if (IsOver)
                return false;
            if (end > 0 && length == 0)
            {
                line = WithoutEnd(part);
                if (!folds || line.IsEmpty || bytes[end..] is [not ((byte)' ' or (byte)'\t'), ..])
                {
                    bytes = bytes[end..];
                    return true;
                }
            }
            Keep(part);
            bytes = bytes[part.Length..];
            if (end == 0)
                return false;
        }
    }

    /// <summary>Hands the room back that unfinished lines took.</summary>
    public void Release()
    {
        if (buffer is not null)
            ArrayPool<byte>.Shared.Return(buffer);
        (buffer, length) = (null, 0);
    }

    private static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> line) =>
        line is [.. var text, (byte)'\r', (byte)'\n'] ? text : line[..^1];

    private void Keep(ReadOnlySpan<byte> part)
    {
        var needed = length + part.Length;
        if (buffer is null || buffer.Length < needed)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestBuffer, 2 * needed));
            Unfinished.CopyTo(larger);
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        part.CopyTo(buffer.AsSpan(length));
        length = needed;
    }
}
