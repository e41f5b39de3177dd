using System.Text;
using Verify.Instruments.Http;
using Verify.Swarm.Exchange;

namespace Verify.Swarm.Http;

/// <summary>An answer on its way in: of its headers what a viewer needs, of its body what the request asked for.</summary>
internal sealed class IncomingAnswer : IHeadReader
{
    // The first read of a segment: its head, and little of the body, which need not be copied.
    private const int FirstRead = 1024;

    // A length that the kernel takes, and more than any window of it holds.
    private const long OneRead = 1 << 30;

    private readonly AnswerFrame frame;
    private BodyUse use;
    private IncomingBody body;
    private int status;
    private bool isEncoded;
    private bool isTransportStream;
    private string? location;
    private bool hasMore;

    public IncomingAnswer() => frame = new(this);

    /// <summary>Anything at all has come.</summary>
    public bool Began => frame.Began;

    public bool IsWhole => frame.IsWhole;

    // More than was announced: what follows on this connection cannot be trusted.
    public HttpFault? Fault => hasMore ? HttpFault.Malformed : frame.Fault;

    public long Length => frame.Length;

    public bool IsKept => frame.IsKept;

    /// <summary>What comes next is of no interest but for its length.</summary>
    public bool Discards => use == BodyUse.Discard && frame.Ahead > 0;

    public void Begin(BodyUse use)
    {
        (this.use, hasMore) = (use, false);
        frame.Begin(HttpLimits.Default.Head, IncomingBody.Limit(use));
        body.Begin(use);
    }

    /// <summary>How much to read at most.</summary>
    public long Wanted(int room) =>
        Discards ? Math.Min(frame.Ahead, OneRead)
        : use == BodyUse.Discard && !frame.HasHead ? FirstRead
        : room;

    public void Discarded(long bytes) => frame.Skip(bytes);

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (frame.Next(ref bytes) is { IsEmpty: false } data)
            body.Take(data);
        hasMore = IsWhole && !bytes.IsEmpty;
    }

    /// <summary>The connection has ended.</summary>
    public void End() => frame.End();

    public Answer Answer(Instant sent, Instant completed) =>
        new(
            null,
            status,
            frame.Length,
            sent,
            completed,
            body.Kept,
            isEncoded,
            isTransportStream,
            body.InSync,
            location
        );

    /// <summary>What is to be released once nobody reads the body any more.</summary>
    public IncomingBody Detach()
    {
        frame.Release();
        var detached = body;
        body = default;
        return detached;
    }

    void IHeadReader.Status(int status, ReadOnlySpan<byte> reason) =>
        (this.status, isEncoded, isTransportStream, location) = (status, false, false, null);

    void IHeadReader.Header(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        // Most headers are told apart by the length of their name alone.
        switch (name.Length)
        {
            case 16 when Is(name, "content-encoding"u8):
                isEncoded = !Is(value, "identity"u8);
                break;
            case 12 when Is(name, "content-type"u8):
                isTransportStream = value.Length >= 10 && Is(value[..10], "video/mp2t"u8);
                break;
            case 8 when status is 301 or 302 or 303 or 307 or 308 && Is(name, "location"u8):
                location = Encoding.Latin1.GetString(value);
                break;
        }
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        Ascii.EqualsIgnoreCase(text, lower);
}
