namespace Verify.Instruments.Histories.Linearizability;

/// <summary>Operations that may have happened at any moment after their call, or never.</summary>
internal sealed class Unanswered
{
    private const int None = -1;

    private readonly int[] all;
    private readonly int[] seeing;
    private readonly int[] twins;

    /// <param name="operations">In the order of their calls.</param>
    public Unanswered(IReadOnlyList<Operation> operations, Func<Act, bool> isBlind)
    {
        Operations = operations;
        all = [.. Enumerable.Range(0, operations.Count)];
        seeing = [.. all.Where(one => !isBlind(operations[one].Act))];
        var last = new Dictionary<Act, int>();
        twins = new int[operations.Count];
        foreach (var one in all)
        {
            var act = operations[one].Act;
            twins[one] = last.GetValueOrDefault(act, None);
            last[act] = one;
        }
    }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>Those from a number on that were called by a time.</summary>
    /// <param name="onlySeeing">Leaves out those that are the same in every state.</param>
    public IEnumerable<int> From(int first, TimeSpan until, bool onlySeeing)
    {
        foreach (var one in onlySeeing ? seeing : all)
            if (Operations[one].Call > until)
                yield break;
            else if (one >= first)
                yield return one;
    }

    /// <summary>No equal operation that was called before it is left.</summary>
    public bool IsFirstLeft(int one, PlacedSet placed) =>
        twins[one] == None || placed.HasUnanswered(twins[one]);
}
