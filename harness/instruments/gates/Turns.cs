namespace Verify.Instruments.Gates;

/// <summary>How often a client has said something: what the server sends after it is an answer of its own.</summary>
internal sealed class Turns
{
    private long begun;

    public long Begun => Interlocked.Read(ref begun);

    public void Begin() => Interlocked.Increment(ref begun);
}
