namespace Verify.Instruments.Histories.Linearizability;

/// <summary>Whether a history can have come from an object that does one operation after the other.</summary>
/// <remarks>
/// A history is linearizable if its operations can be put in an order that a model allows, in which each lies between
/// its call and its return (Herlihy and Wing, Linearizability: a correctness condition for concurrent objects, ACM TOPLAS
/// 12, 1990). An operation without an answer can lie anywhere after its call, or be left out. The search is that of
/// Lowe, Testing for linearizability (2017), on each key by itself (Horn and Kroening, Faster linearizability checking
/// via P-compositionality, 2015), as in Porcupine. The problem is NP-complete (Gibbons and Korach 1997): hence limits.
/// </remarks>
public static class LinearizabilityCheck
{
    /// <param name="limits">Null for the default.</param>
    /// <param name="time">What the time limit is counted by; null for the system's.</param>
    public static HistoryJudgement Of<TState>(
        History history,
        IModel<TState> model,
        CheckLimits? limits = null,
        TimeProvider? time = null,
        CancellationToken ct = default
    )
        where TState : notnull
    {
        var clock = time ?? TimeProvider.System;
        var all = limits ?? CheckLimits.Default;
        // The smallest first: what can be told soon is told, and leaves its share to the others.
        var keys = history.Operations.GroupBy(one => one.Key).OrderBy(key => key.Count()).ToList();
        var (left, judged) = (all.Time, new List<KeyJudgement>());
        foreach (var key in keys)
        {
            var share = left / (keys.Count - judged.Count);
            var one = Judge([.. key], model, () => new(all with { Time = share }, clock, ct));
            judged.Add(one);
            left = left > one.Took ? left - one.Took : TimeSpan.Zero;
        }
        return new(judged, history.Operations.Count(one => one.IsComplete));
    }

    private static KeyJudgement Judge<TState>(
        IReadOnlyList<Operation> operations,
        IModel<TState> model,
        Func<Budget> budget
    )
        where TState : notnull
    {
        var search = new Search<TState>(model, operations);
        var spent = budget();
        var (found, reason) = search.Run(spent);
        return new(
            operations[0].Key,
            operations.Count,
            found switch
            {
                true => LinearizabilityVerdict.Linearizable,
                false => LinearizabilityVerdict.NotLinearizable,
                null => LinearizabilityVerdict.CannotTell,
            },
            search.Configurations,
            spent.Taken,
            reason,
            // Each cut is a search of its own: the verdict stands, and what explains it may take as long again.
            found == false
                ? Explanation.Of(model, operations, search.Farthest, budget)
                : null
        );
    }
}
