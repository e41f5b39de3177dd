namespace Verify.Instruments.Gates;

/// <summary>The first bytes of something that may be longer than is worth keeping.</summary>
internal sealed class KeptBytes(int most)
{
    private readonly List<byte> kept = [];

    /// <summary>Whether there were more.</summary>
    public bool IsCut { get; private set; }

    public ReadOnlySpan<byte> Span =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kept);

    public int Length => kept.Count;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var room = Math.Min(bytes.Length, most - kept.Count);
        kept.AddRange(bytes[..room]);
        IsCut |= room < bytes.Length;
    }

    public void Clear()
    {
        kept.Clear();
        IsCut = false;
    }
}
