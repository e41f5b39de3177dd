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

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _start;
    private int _end;
    private int _headRead;

    public bool AnythingRead { get; private set; }

    /// <summary>Bytes that came after the end of the answer: the connection cannot be used again.</summary>
    public bool HasLeftover => _end > _start;

    public async ValueTask<string> LineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await FillAsync(ct))
                throw Ended();
            var newline = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var take = newline < 0 ? _end - _start : newline + 1;
            _headRead += take;
            if (_headRead > headLimit)
                throw new ExchangeFailed(
                    HttpFault.TooLarge,
                    $"more than {headLimit} bytes of headers"
                );
            line.Append(Encoding.Latin1.GetString(_buffer, _start, take));
            _start += take;
            if (newline >= 0)
                return line.ToString().TrimEnd('\n').TrimEnd('\r');
        }
    }

    public async ValueTask CountedAsync(long bytes, BodyPart part, CancellationToken ct)
    {
        while (bytes > 0)
        {
            if (_start == _end && !await FillAsync(ct))
                throw Ended();
            var take = (int)Math.Min(bytes, _end - _start);
            part(_buffer.AsSpan(_start, take));
            _start += take;
            bytes -= take;
        }
    }

    public async ValueTask ToEndAsync(BodyPart part, CancellationToken ct)
    {
        do
        {
            part(_buffer.AsSpan(_start, _end - _start));
            _start = _end;
        } while (await FillAsync(ct));
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private ExchangeFailed Ended() =>
        AnythingRead
            ? new(HttpFault.Truncated, "the connection ended inside the answer")
            : new(HttpFault.Closed, "the connection ended before an answer");

    private async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer.AsMemory(0, BufferSize), ct);
        AnythingRead |= _end > 0;
        return _end > 0;
    }
}
