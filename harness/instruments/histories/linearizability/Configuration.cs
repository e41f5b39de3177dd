namespace Verify.Instruments.Histories.Linearizability;

/// <summary>Where a search stands: which operations were placed, and the state they left.</summary>
/// <param name="First">All answered operations before this word of 64 are placed.</param>
/// <param name="Answered">How many of the words are of answered operations; the others are of unanswered ones.</param>
/// <param name="Before">The state before an unanswered operation that was placed last, else -1.</param>
internal readonly record struct Configuration(
    int First,
    int Answered,
    ulong[] Words,
    int State,
    int Before
)
{
    public bool Equals(Configuration other) =>
        First == other.First
        && Answered == other.Answered
        && State == other.State
        && Before == other.Before
        && Words.AsSpan().SequenceEqual(other.Words);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(First);
        hash.Add(State);
        hash.Add(Before);
        foreach (var word in Words)
            hash.Add(word);
        return hash.ToHashCode();
    }
}
