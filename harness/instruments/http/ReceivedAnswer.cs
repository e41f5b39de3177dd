using System.Buffers;
using System.Text;

namespace Verify.Instruments.Http;

/// <summary>An answer on its way in: its head is kept, its body kept or handed on.</summary>
internal sealed class ReceivedAnswer : IHeadReader
{
    // One read of a segment moves this much; small enough to rent one for every exchange under way.
    private const int BufferSize = 32 * 1024;

    private readonly AnswerFrame frame;
    private readonly List<KeyValuePair<string, string>> headers = [];
    private readonly ArrayBufferWriter<byte> kept = new();
    private readonly BodyPart part;
    private int status;
    private string reason = "";
    private Instant answered;
    private bool hasMore;

    /// <param name="part">Takes the body; null to keep it.</param>
    public ReceivedAnswer(bool isAnswerToHead, HttpLimits limits, BodyPart? part)
    {
        frame = new(this);
        frame.Begin(
            limits.Head,
            part is null ? limits.KeptBody : limits.PassedBody,
            isAnswerToHead
        );
        this.part = part ?? kept.Write;
    }

    /// <summary>Bytes after the end of the answer are nobody's: the connection cannot be used again (RFC 9112 section 6.3).</summary>
    public bool IsKept => frame.IsKept && !hasMore;

    /// <exception cref="ExchangeFailed">What came is no whole answer.</exception>
    public async Task<HttpAnswer> ReadAsync(Stream stream, Instant sent, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (!frame.IsWhole)
            {
                Take(buffer.AsSpan(0, await stream.ReadAsync(buffer.AsMemory(0, BufferSize), ct)));
                if (frame.Fault is { } fault)
                    throw new ExchangeFailed(fault, frame.Reason);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            frame.Release();
        }
        return new(
            status,
            reason,
            headers,
            kept.WrittenMemory,
            frame.Length,
            sent,
            answered,
            Instant.Now
        );
    }

    void IHeadReader.Status(int status, ReadOnlySpan<byte> reason)
    {
        (this.status, this.reason) = (status, Encoding.Latin1.GetString(reason));
        headers.Clear();
    }

    void IHeadReader.Header(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        headers.Add(new(Encoding.Latin1.GetString(name), Encoding.Latin1.GetString(value)));

    private void Take(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            frame.End();
        for (var more = true; more; )
        {
            var data = frame.Next(ref bytes);
            if (frame.HasHead && answered == default)
                answered = Instant.Now;
            more = !data.IsEmpty;
            if (more)
                part(data);
        }
        hasMore = !bytes.IsEmpty;
    }
}
