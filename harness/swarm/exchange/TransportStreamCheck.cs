namespace Verify.Swarm.Exchange;

/// <summary>Looks at a body piece by piece for what every MPEG-TS has: 0x47 every 188 bytes (ISO/IEC 13818-1).</summary>
public struct TransportStreamCheck
{
    private const int Packet = 188;
    private const byte Sync = 0x47;

    private long position;
    private bool lost;

    /// <summary>Whole packets, each in sync, and at least one.</summary>
    public readonly bool Holds => !lost && position > 0 && position % Packet == 0;

    public void Take(ReadOnlySpan<byte> part)
    {
        var first = (int)((Packet - (position % Packet)) % Packet);
        for (var i = first; i < part.Length; i += Packet)
            lost |= part[i] != Sync;
        position += part.Length;
    }
}
