namespace Verify.Instruments.Gates;

/// <summary>What is wrong with a server as its clients see it.</summary>
public abstract record Fault
{
    private Fault() { }

    public static Fault None { get; } = new Nothing();

    /// <summary>Its port is closed, and every connection to it is reset.</summary>
    public static Fault Refuse { get; } = new Refusing();

    /// <summary>
    /// Connections are accepted and kept, and nothing passes in either direction. What was sent meanwhile arrives when the
    /// fault is over, as after a partition.
    /// </summary>
    public static Fault Blackhole { get; } = new Silent();

    /// <summary>Everything that it answers arrives so much later; at the same rate.</summary>
    public static Fault Slow(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new Delaying(delay);
    }

    /// <summary>The connection is closed after so many bytes of an answer: of what comes after the client last said something.</summary>
    public static Fault Cut(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new Cutting(bytes);
    }

    /// <summary>The connection stays open, and nothing follows the first so many bytes of an answer.</summary>
    public static Fault Stall(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new Stalling(bytes);
    }

    internal sealed record Nothing : Fault;

    internal sealed record Refusing : Fault;

    internal sealed record Silent : Fault;

    internal sealed record Delaying(TimeSpan Delay) : Fault;

    internal sealed record Cutting(long Bytes) : Fault;

    internal sealed record Stalling(long Bytes) : Fault;
}
