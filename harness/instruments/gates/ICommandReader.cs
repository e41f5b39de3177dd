namespace Verify.Instruments.Gates;

/// <summary>Reads what one client sends, in the order in which it comes; nothing of it is seen twice.</summary>
internal interface ICommandReader<TCommand>
    where TCommand : class, IGatedCommand
{
    /// <summary>Takes bytes up to where something is to be done, and says what.</summary>
    /// <param name="bytes">At least one, and however few.</param>
    Reading<TCommand> Read(ReadOnlySpan<byte> bytes);
}

/// <summary>What a reader makes of the bytes that it has taken, and of those before them that have not been passed on yet.</summary>
/// <param name="Taken">How many of those given; all of them where it waits for more.</param>
internal readonly record struct Reading<TCommand>(int Taken, Next Next)
    where TCommand : class, IGatedCommand
{
    /// <summary>Where it is to be decided whether they may pass.</summary>
    public TCommand? Command { get; init; }

    /// <summary>The gate's own answer.</summary>
    public byte[]? Reply { get; init; }

    /// <summary>Why they cannot be read.</summary>
    public string? Reason { get; init; }
}

/// <summary>What is to be done with bytes.</summary>
internal enum Next
{
    /// <summary>They belong to a command that is not known yet.</summary>
    Wait,

    /// <summary>They may pass.</summary>
    Pass,

    /// <summary>They are a command, which may be held.</summary>
    Decide,

    /// <summary>The gate answers them, and they do not pass.</summary>
    Reply,

    /// <summary>They are not what the reader reads: they, and all that follow them, pass unread.</summary>
    Unread,
}
