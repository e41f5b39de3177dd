namespace Verify.Instruments.Gates;

/// <summary>Opens gates in front of servers whose protocol is not read, such as HTTP: for their faults.</summary>
public static class BytesGate
{
    public static Task<Gate<UnreadCommand>> OpenAsync(GatePlace place) =>
        Gate<UnreadCommand>.OpenAsync(place, () => new UnreadCommands());
}

/// <summary>What is never seen where bytes are not read.</summary>
public sealed record UnreadCommand : IGatedCommand
{
    public string Kind => "";
}

internal sealed class UnreadCommands : ICommandReader<UnreadCommand>
{
    public Reading<UnreadCommand> Read(ReadOnlySpan<byte> bytes) => new(bytes.Length, Next.Pass);
}
