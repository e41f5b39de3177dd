using System.Buffers.Text;

namespace Verify.Instruments.Http;

/// <summary>
/// Where an HTTP/1.x answer begins and ends in what a connection receives (RFC 9112), in whatever pieces it comes. It reads
/// nothing itself, keeps no more than an unfinished line, and allocates nothing for an answer that is as it should be.
/// </summary>
public sealed class AnswerFrame(IHeadReader reader)
{
    // A size has a few digits; what else stands on its line (chunk extensions) is read over within reason.
    private const int ChunkLine = 4096;

    private AnswerLines lines;
    private AnswerHead head;
    private State state;
    private bool isAnswerToHead;
    private int headLimit;
    private long bodyLimit;
    private long left;

    /// <summary>Anything at all has come.</summary>
    public bool Began { get; private set; }

    /// <summary>The head is whole; an interim one does not count.</summary>
    public bool HasHead => state > State.Head;

    public bool IsWhole => state == State.Whole && Fault is null;

    /// <summary>Whether another answer can follow on the connection.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Why there is no answer to be had from these bytes.</summary>
    public HttpFault? Fault { get; private set; }

    /// <summary>The same in words.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Bytes of the body so far.</summary>
    public long Length { get; private set; }

    /// <summary>How many bytes of the body, and nothing else, come next; 0 where that cannot be told.</summary>
    public long Ahead =>
        state switch
        {
            State.Counted => left,
            State.ToTheEnd => long.MaxValue,
            _ => 0,
        };

    public void Begin(int headLimit, long bodyLimit, bool isAnswerToHead = false)
    {
        (this.headLimit, this.bodyLimit, this.isAnswerToHead) = (
            headLimit,
            bodyLimit,
            isAnswerToHead
        );
        (state, head, Fault, Reason) = (State.Head, default, null, "");
        (Began, IsKept, Length, left) = (false, false, 0, 0);
        lines.Begin(headLimit);
    }

    /// <summary>The next stretch of the body, and what follows it; empty where there is none in these bytes.</summary>
    public ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> bytes)
    {
        Began |= !bytes.IsEmpty;
        while (!bytes.IsEmpty && Fault is null && state != State.Whole)
        {
            if (state is State.Chunk or State.Counted or State.ToTheEnd)
                return Data(ref bytes);
            if (
                lines.TryRead(
                    ref bytes,
                    folds: state == State.Head && head.Status > 0,
                    out var line
                )
            )
                Take(line);
            else if (lines.IsOver)
                Fail(
                    HttpFault.TooLarge,
                    state is State.Size or State.AfterChunk
                        ? $"more than {ChunkLine} bytes beside a chunk"
                        : $"more than {headLimit} bytes of headers"
                );
            else if (head.Status == 0 && !AnswerHead.CanBegin(lines.Unfinished))
                Fail(HttpFault.Malformed, AnswerHead.Malformed("status line", lines.Unfinished));
        }
        return default;
    }

    /// <summary>So many bytes of those <see cref="Ahead"/> have been passed over.</summary>
    public void Skip(long bytes)
    {
        Began = true;
        Count(bytes);
    }

    /// <summary>The connection has ended.</summary>
    public void End()
    {
        if (state == State.ToTheEnd)
            state = State.Whole;
        else if (!Began)
            Fail(HttpFault.Closed, "the connection ended before an answer");
        else if (state != State.Whole)
            Fail(HttpFault.Truncated, "the connection ended inside the answer");
    }

    /// <summary>Hands the room back that an unfinished line took.</summary>
    public void Release() => lines.Release();

    private void Take(ReadOnlySpan<byte> line)
    {
        // Neither may stand in a line (section 2.2; RFC 9110 section 5.5).
        if (line.ContainsAny((byte)'\r', (byte)'\0'))
            Fail(HttpFault.Malformed, AnswerHead.Malformed("line", line));
        else if (state == State.Head)
            TakeHead(line);
        else if (state == State.Size)
            TakeSize(line);
        else if (line.IsEmpty)
            state = state == State.AfterChunk ? State.Size : State.Whole;
        else if (state == State.AfterChunk)
            Fail(HttpFault.Malformed, "a chunk longer than its size");
        // What else there is are trailers, and read over.
    }

    private void TakeHead(ReadOnlySpan<byte> line)
    {
        if (head.Status == 0 || !line.IsEmpty)
        {
            if (head.Take(line, reader) is { } malformed)
                Fail(HttpFault.Malformed, malformed);
        }
        else if (head.IsInterim)
            head = default;
        else
            BeginBody();
    }

    private void BeginBody()
    {
        var end = head.End(isAnswerToHead, out var wrong);
        IsKept = head.IsKept(end);
        left = end == BodyEnd.Length ? head.Length : 0;
        state = end switch
        {
            BodyEnd.Chunks => State.Size,
            BodyEnd.Connection => State.ToTheEnd,
            _ => left > 0 ? State.Counted : State.Whole,
        };
        lines.Allow(ChunkLine);
        if (wrong is null)
            MustFit(left);
        else
            Fail(HttpFault.Malformed, wrong);
    }

    private void TakeSize(ReadOnlySpan<byte> line)
    {
        // What follows the size are extensions, which nobody has asked for.
        if (
            !Utf8Parser.TryParse(line, out long size, out var digits, 'x')
            || size < 0
            || line[digits..].TrimStart(" \t"u8) is not ([] or [(byte)';', ..])
        )
        {
            Fail(HttpFault.Malformed, AnswerHead.Malformed("chunk size", line));
            return;
        }
        (left, state) = (size, size > 0 ? State.Chunk : State.Trailers);
        lines.Allow(size > 0 ? ChunkLine : headLimit);
        MustFit(size);
    }

    private ReadOnlySpan<byte> Data(ref ReadOnlySpan<byte> bytes)
    {
        var data = state == State.ToTheEnd ? bytes : bytes[..(int)Math.Min(left, bytes.Length)];
        Count(data.Length);
        if (Fault is not null)
            return default;
        bytes = bytes[data.Length..];
        return data;
    }

    private void Count(long bytes)
    {
        if (state == State.ToTheEnd)
            MustFit(bytes);
        else if ((left -= bytes) == 0)
            state = state == State.Chunk ? State.AfterChunk : State.Whole;
        Length += bytes;
    }

    // What says that it is too large need not be waited for.
    private void MustFit(long more)
    {
        if (more > bodyLimit - Length)
            Fail(HttpFault.TooLarge, $"a body of more than {bodyLimit} bytes");
    }

    private void Fail(HttpFault fault, string reason) => (Fault, Reason) = (fault, reason);

    private enum State
    {
        Head,
        Counted,
        ToTheEnd,
        Size,
        Chunk,
        AfterChunk,
        Trailers,
        Whole,
    }
}
