using System.Buffers;
using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>Where an answer begins and ends in what a connection receives (RFC 9112 section 6).</summary>
internal sealed class AnswerFrame
{
    // The first read of a segment: its head, and little of the body, which need not be copied.
    private const int FirstRead = 1024;

    // A length that the kernel takes, and more than any window of it holds.
    private const long OneRead = 1 << 30;

    private BodyUse use;
    private byte[]? partial;
    private int partialLength;
    private bool hasHead;
    private AnswerHead head;
    private ChunkedBody chunks;
    private IncomingBody body;
    private long left;

    /// <summary>Anything at all has come.</summary>
    public bool Began { get; private set; }

    public bool IsWhole { get; private set; }

    public HttpFault? Fault { get; private set; }

    public long Length => body.Length;

    public bool IsKept => head.IsKept;

    /// <summary>What comes next is of no interest but for its length.</summary>
    public bool Discards => hasHead && use == BodyUse.Discard && !head.IsChunked && left != 0;

    public void Begin(BodyUse use)
    {
        this.use = use;
        hasHead = Began = IsWhole = false;
        (Fault, partialLength, chunks) = (null, 0, default);
        body.Begin(use);
    }

    /// <summary>How much to read at most.</summary>
    public long Wanted(int room) =>
        !hasHead
            ? use == BodyUse.Discard
                ? FirstRead
                : room
            : Discards
                ? left < 0
                    ? OneRead
                    : Math.Min(left, OneRead)
                : room;

    public void Discarded(long bytes)
    {
        body.Pass(bytes);
        if (left > 0)
            left -= bytes;
        Judge();
    }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        Began = true;
        if (hasHead || TakeHead(ref bytes))
            TakeBody(bytes);
    }

    /// <summary>The connection has ended.</summary>
    public void End()
    {
        if (hasHead && left == AnswerHead.UntilClosed && !head.IsChunked)
            (IsWhole, head.IsKept) = (true, false);
        else
            Fault = Began ? HttpFault.Truncated : HttpFault.Closed;
    }

    public Answer Answer(Instant sent, Instant completed) =>
        new(
            null,
            head.Status,
            body.Length,
            sent,
            completed,
            body.Kept,
            head.IsEncoded,
            head.IsTransportStream,
            body.InSync,
            head.Location
        );

    /// <summary>What is to be released once nobody reads the body any more.</summary>
    public IncomingBody Detach()
    {
        Drop();
        var detached = body;
        body = default;
        return detached;
    }

    private bool TakeHead(ref ReadOnlySpan<byte> bytes)
    {
        while (!hasHead)
        {
            var length = ReadHead(ref bytes);
            if (length < 0)
                Fault = HttpFault.Malformed;
            if (length <= 0)
                return false;
            // Interim answers come before the one that counts; 101 is none that was asked for.
            hasHead = head.Status is >= 200 or 101;
        }
        left = head.Length;
        // What says that it is too large need not be waited for.
        if (!head.IsChunked && !IncomingBody.Allows(use, left))
            Fault = HttpFault.TooLarge;
        return Fault is null;
    }

    private int ReadHead(ref ReadOnlySpan<byte> bytes)
    {
        if (partialLength == 0)
        {
            var length = AnswerHead.Read(bytes, out head);
            if (length > 0)
                bytes = bytes[length..];
            else if (length == 0)
                Stash(bytes);
            return length;
        }
        var before = partialLength;
        Stash(bytes);
        if (Fault is not null)
            return 0;
        var whole = AnswerHead.Read(partial.AsSpan(0, partialLength), out head);
        if (whole > 0)
        {
            bytes = bytes[(whole - before)..];
            partialLength = 0;
        }
        return whole;
    }

    private void Stash(ReadOnlySpan<byte> bytes)
    {
        if (partialLength + bytes.Length > HttpLimits.Default.Head)
        {
            Fault = HttpFault.TooLarge;
            return;
        }
        if (partial is null || partial.Length < partialLength + bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(
                Math.Max(4096, 2 * (partialLength + bytes.Length))
            );
            partial.AsSpan(0, partialLength).CopyTo(larger);
            Drop();
            partial = larger;
        }
        bytes.CopyTo(partial.AsSpan(partialLength));
        partialLength += bytes.Length;
    }

    private void TakeBody(ReadOnlySpan<byte> bytes)
    {
        if (head.IsChunked)
        {
            while (chunks.Next(ref bytes) is { IsEmpty: false } data)
                body.Take(data);
            if (chunks.IsBroken)
                Fault = HttpFault.Malformed;
        }
        else if (left < 0)
            body.Take(bytes);
        else
        {
            var own = bytes[..(int)Math.Min(left, bytes.Length)];
            body.Take(own);
            left -= own.Length;
            bytes = bytes[own.Length..];
        }
        Judge();
        // More than was announced: what follows on this connection cannot be trusted.
        if (IsWhole && !bytes.IsEmpty)
            Fault = HttpFault.Malformed;
    }

    private void Judge()
    {
        if (body.IsTooLarge)
            Fault = HttpFault.TooLarge;
        else
            IsWhole = hasHead && (head.IsChunked ? chunks.IsWhole : left == 0);
    }

    private void Drop()
    {
        if (partial is not null)
            ArrayPool<byte>.Shared.Return(partial);
        partial = null;
    }
}
