using System.Buffers;
using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>A body as it comes: kept, looked into, or only counted.</summary>
internal struct IncomingBody
{
    private BodyUse use;
    private TransportStreamCheck check;
    private byte[]? kept;

    public long Length { get; private set; }

    public readonly bool InSync => check.Holds;

    /// <summary>Larger than an answer may be.</summary>
    public readonly bool IsTooLarge =>
        Length
        > (use == BodyUse.Keep ? HttpLimits.Default.KeptBody : HttpLimits.Default.PassedBody);

    public static bool Allows(BodyUse use, long length) =>
        length
        <= (use == BodyUse.Keep ? HttpLimits.Default.KeptBody : HttpLimits.Default.PassedBody);

    public void Begin(BodyUse use)
    {
        this.use = use;
        check = default;
        Length = 0;
    }

    public void Take(ReadOnlySpan<byte> part)
    {
        var from = (int)Math.Min(Length, int.MaxValue);
        Length += part.Length;
        if (use == BodyUse.Check)
            check.Take(part);
        else if (use == BodyUse.Keep && !IsTooLarge)
            Keep(from, part);
    }

    /// <summary>Bytes that were thrown away unseen.</summary>
    public void Pass(long bytes) => Length += bytes;

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
