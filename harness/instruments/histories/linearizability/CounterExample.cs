namespace Verify.Instruments.Histories.Linearizability;

/// <summary>Why a history is not linearizable.</summary>
/// <param name="Unplaceable">
/// The first operation, by the time of its return, whose answer no order explains: without it and what returned later,
/// there is one.
/// </param>
/// <param name="Prefix">The longest part that can be ordered, in such an order.</param>
/// <param name="State">That this order leaves.</param>
/// <param name="LastFit">Where its answer would have been right for the last time; null if it never was.</param>
/// <param name="UnderWay">Called before it returned, and not in the prefix: their place was still open.</param>
public sealed record CounterExample(
    Operation Unplaceable,
    IReadOnlyList<Operation> Prefix,
    string State,
    LastFit? LastFit,
    IReadOnlyList<Operation> UnderWay
);

/// <summary>Between which two operations of an order an answer would have been right.</summary>
/// <param name="After">What brought about the state in which it was right; null if it was there at the beginning.</param>
/// <param name="Until">What ended it.</param>
public sealed record LastFit(Operation? After, Operation? Until);
