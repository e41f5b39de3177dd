using System.Buffers;
using Verify.Instruments.Http;
using Verify.Swarm.Exchange;

namespace Verify.Swarm.Http;

/// <summary>A body as it comes: kept, looked into, or only counted.</summary>
internal struct IncomingBody
{
    private BodyUse use;
    private TransportStreamCheck check;
    private byte[]? kept;

    public long Length { get; private set; }

    public readonly bool InSync => check.Holds;

    /// <summary>How many bytes a body may have.</summary>
    public static long Limit(BodyUse use) =>
        use == BodyUse.Keep ? HttpLimits.Default.KeptBody : HttpLimits.Default.PassedBody;

    public void Begin(BodyUse use)
    {
        this.use = use;
        check = default;
        Length = 0;
    }

    /// <summary>The next piece of a body that is within its limit.</summary>
    public void Take(ReadOnlySpan<byte> part)
    {
        var from = (int)Math.Min(Length, int.MaxValue);
        Length += part.Length;
        if (use == BodyUse.Check)
            check.Take(part);
        else if (use == BodyUse.Keep)
            Keep(from, part);
    }

    public readonly ReadOnlyMemory<byte> Kept =>
        kept is null ? default : kept.AsMemory(0, (int)Length);

    /// <summary>Hands the room back that what was kept took.</summary>
    public void Release()
    {
        if (kept is not null)
            ArrayPool<byte>.Shared.Return(kept);
        kept = null;
    }

    private void Keep(int from, ReadOnlySpan<byte> part)
    {
        if (kept is null || kept.Length < from + part.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(from + part.Length);
            kept.AsSpan(0, from).CopyTo(larger);
            Release();
            kept = larger;
        }
        part.CopyTo(kept.AsSpan(from));
    }
}
