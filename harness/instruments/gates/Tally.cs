namespace Verify.Instruments.Gates;

/// <summary>How many commands of a sort have passed a gate since it was asked to count them.</summary>
public sealed class Tally<TCommand>
    where TCommand : class, IGatedCommand
{
    private readonly Func<TCommand, bool> isMeant;
    private long count;

    internal Tally(Func<TCommand, bool> isMeant) => this.isMeant = isMeant;

    public long Count => Interlocked.Read(ref count);

    public void Reset() => Interlocked.Exchange(ref count, 0);

    internal void Note(TCommand command)
    {
        if (isMeant(command))
            Interlocked.Increment(ref count);
    }
}
