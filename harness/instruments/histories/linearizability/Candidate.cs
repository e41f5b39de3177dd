namespace Verify.Instruments.Histories.Linearizability;

/// <summary>An operation that may come next, by its number among the answered or the unanswered ones.</summary>
internal readonly record struct Candidate(int Number, bool IsUnanswered)
{
    /// <summary>To begin with.</summary>
    public static readonly Candidate First = new(-1, false);

    /// <summary>After all others.</summary>
    public static readonly Candidate None = new(-1, true);

    public static Candidate Answered(int number) => new(number, false);

    public static Candidate Unanswered(int number) => new(number, true);
}

/// <summary>What was placed, from which state, and with what to go on once it led nowhere.</summary>
internal readonly record struct Placing(
    Candidate Candidate,
    int State,
    int Before,
    Candidate Resume
);
