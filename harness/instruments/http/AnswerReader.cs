using System.Buffers;
using System.Text;

namespace Verify.Instruments;

/// <summary>Hands on a piece of a body; the bytes are gone when it returns.</summary>
public delegate void BodyPart(ReadOnlySpan<byte> part);

/// <summary>Reads lines and counted bytes of one answer from a connection, never more than it was allowed.</summary>
internal sealed class AnswerReader(Stream stream, int headLimit) : IDisposable
{
    // One read of a segment moves this much; small enough to rent one for every exchange under way.
    private const int BufferSize = 32 * 1024;

    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int start;
    private int end;
    private int headRead;

    public bool AnythingRead { get; private set; }

    /// <summary>Bytes that came after the end of the answer: the connection cannot be used again.</summary>
    public bool HasLeftover => end > start;

    public async ValueTask<string> LineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end && !await FillAsync(ct))
                throw Ended();
            var newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            var take = newline < 0 ? end - start : newline + 1;
            headRead += take;
            if (headRead > headLimit)
                throw new ExchangeFailed(
                    HttpFault.TooLarge,
                    $"more than {headLimit} bytes of headers"
                );
            line.Append(Encoding.Latin1.GetString(buffer, start, take));
            start += take;
            if (newline >= 0)
                return line.ToString().TrimEnd('\n').TrimEnd('\r');
        }
    }

    public async ValueTask CountedAsync(long bytes, BodyPart part, CancellationToken ct)
    {
        while (bytes > 0)
        {
            if (start == end && !await FillAsync(ct))
                throw Ended();
            var take = (int)Math.Min(bytes, end - start);
            part(buffer.AsSpan(start, take));
            start += take;
            bytes -= take;
        }
    }

    public async ValueTask ToEndAsync(BodyPart part, CancellationToken ct)
    {
        do
        {
            part(buffer.AsSpan(start, end - start));
            start = end;
        } while (await FillAsync(ct));
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private ExchangeFailed Ended() =>
        AnythingRead
            ? new(HttpFault.Truncated, "the connection ended inside the answer")
            : new(HttpFault.Closed, "the connection ended before an answer");

    private async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        start = 0;
        end = await stream.ReadAsync(buffer.AsMemory(0, BufferSize), ct);
        AnythingRead |= end > 0;
        return end > 0;
    }
}
