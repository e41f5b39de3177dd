namespace Verify.Instruments.Histories.Linearizability;

/// <summary>Where a search stands: which operations were placed, and the state they left.</summary>
/// <param name="First">All answered operations before this word of 64 are placed.</param>
/// <param name="Answered">How many of the words are of answered operations; the others are of unanswered ones.</param>
/// <remarks>
/// Whether an unanswered operation was placed last is no part of it: that only leaves out what can as well be placed
/// without it, and from there the search comes to all that follows.
/// </remarks>
internal readonly record struct Configuration(int First, int Answered, ulong[] Words, int State)
{
    public bool Equals(Configuration other) =>
        First == other.First
        && Answered == other.Answered
        && State == other.State
        && Words.AsSpan().SequenceEqual(other.Words);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(First);
        hash.Add(State);
        foreach (var word in Words)
            hash.Add(word);
        return hash.ToHashCode();
    }
}
