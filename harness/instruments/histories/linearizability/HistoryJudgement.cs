namespace Verify.Instruments.Histories.Linearizability;

/// <summary>What was found of a history, key by key.</summary>
/// <remarks>
/// A history is linearizable if and only if that of each of its objects is (Herlihy and Wing 1990, theorem 1). Nothing
/// can be told from a history in which nothing was answered.
/// </remarks>
public sealed record HistoryJudgement(IReadOnlyList<KeyJudgement> Keys, int Answered)
{
    public LinearizabilityVerdict Verdict =>
        Keys.Any(key => key.Verdict == LinearizabilityVerdict.NotLinearizable)
            ? LinearizabilityVerdict.NotLinearizable
        : Answered == 0 || Keys.Any(key => key.Verdict == LinearizabilityVerdict.CannotTell)
            ? LinearizabilityVerdict.CannotTell
        : LinearizabilityVerdict.Linearizable;

    /// <summary>Why it cannot be told, or null.</summary>
    public string? Reason =>
        Verdict != LinearizabilityVerdict.CannotTell ? null
        : Answered == 0 ? "no operation was answered"
        : string.Join(
            "; ",
            Keys.Where(key => key.Reason is not null).Select(key => $"{key.Key}: {key.Reason}")
        );

    /// <summary>Of all keys, that of the smallest history; null where none is.</summary>
    public (string Key, CounterExample Example)? CounterExample =>
        Keys.Where(key => key.CounterExample is not null)
            .OrderBy(key => key.CounterExample!.Prefix.Count)
            .Select(key => ((string, CounterExample)?)(key.Key, key.CounterExample!))
            .FirstOrDefault();
}
