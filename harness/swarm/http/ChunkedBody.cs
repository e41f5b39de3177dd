namespace Verify.Swarm;

/// <summary>Takes a chunked body apart (RFC 9112 section 7.1), in whatever pieces it comes.</summary>
internal struct ChunkedBody
{
    // A size has at most 16 digits; what else stands on its line, and the trailers, are read over within reason.
    private const int LongestLine = 4096;

    private State state;
    private long size;
    private int digits;
    private int line;

    public readonly bool IsWhole => state == State.Whole;

    public readonly bool IsBroken => state == State.Broken;

    /// <summary>The next stretch of the body's own bytes, and what follows it; empty where none is left.</summary>
    public ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && state is not (State.Whole or State.Broken))
        {
            if (state == State.Data)
            {
                var data = bytes[..(int)Math.Min(size, bytes.Length)];
                bytes = bytes[data.Length..];
                size -= data.Length;
                if (size == 0)
                    state = State.AfterData;
                return data;
            }
            Step(bytes[0]);
            bytes = bytes[1..];
        }
        return default;
    }

    private void Step(byte next)
    {
        if (++line > LongestLine)
            state = State.Broken;
        else if (next == '\n')
            EndLine();
        else if (state == State.Size)
            Digit(next);
        else if (state == State.AfterData && next != '\r')
            state = State.Broken;
        else if (state == State.Trailers && next != '\r')
            digits++;
    }

    private void Digit(byte next)
    {
        if (char.IsAsciiHexDigit((char)next) && digits < 15)
        {
            size =
                (size << 4)
                + (char.IsAsciiDigit((char)next) ? next - '0' : (next | 0x20) - 'a' + 10);
            digits++;
        }
        else if (digits > 0 && next is (byte)'\r' or (byte)';' or (byte)' ')
            state = State.Extension;
        else
            state = State.Broken;
    }

    private void EndLine()
    {
        switch (state)
        {
            case State.AfterData:
                (state, size, digits) = (State.Size, 0, 0);
                break;
            case State.Size or State.Extension when digits > 0:
                state = size > 0 ? State.Data : State.Trailers;
                digits = 0;
                break;
            // An empty line is the end.
            case State.Trailers:
                state = digits == 0 ? State.Whole : State.Trailers;
                digits = 0;
                break;
            default:
                state = State.Broken;
                break;
        }
        // All trailers together may be no longer than one line.
        if (state != State.Trailers)
            line = 0;
    }

    private enum State
    {
        Size,
        Extension,
        Data,
        AfterData,
        Trailers,
        Whole,
        Broken,
    }
}
