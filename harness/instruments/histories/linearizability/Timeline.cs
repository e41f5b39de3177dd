namespace Verify.Instruments.Histories.Linearizability;

/// <summary>
/// Calls and returns of answered operations in the order of time, as a list from which an operation can be lifted and
/// put back at once (Lowe 2017, after Wing and Gong 1993).
/// </summary>
internal sealed class Timeline
{
    // Before the first and after the last event.
    private const int End = 0;

    private readonly int[] operations;
    private readonly bool[] returns;
    private readonly int[] next;
    private readonly int[] previous;
    private readonly int[] calls;
    private readonly int[] answers;

    /// <param name="operations">All of them answered, in the order of their calls.</param>
    public Timeline(IReadOnlyList<Operation> operations)
    {
        // At the same time calls come first: nobody can tell that one of them was late.
        var events = operations
            .SelectMany(
                (one, i) =>
                    new[]
                    {
                        (At: one.Call, Returns: false, i),
                        (At: one.Return!.Value, Returns: true, i),
                    }
            )
            .OrderBy(one => one.At)
            .ThenBy(one => one.Returns)
            .ThenBy(one => one.i)
            .ToList();
        this.operations = [-1, .. events.Select(one => one.i)];
        returns = [false, .. events.Select(one => one.Returns)];
        next = [.. Enumerable.Range(1, events.Count), End];
        previous = [events.Count, .. Enumerable.Range(0, events.Count)];
        calls = new int[operations.Count];
        answers = new int[operations.Count];
        for (var at = 1; at <= events.Count; at++)
            (returns[at] ? answers : calls)[this.operations[at]] = at;
    }

    /// <summary>The first call that is left.</summary>
    public int First => next[End];

    public int After(int at) => next[at];

    public bool IsReturn(int at) => returns[at];

    public int Operation(int at) => operations[at];

    public int CallOf(int operation) => calls[operation];

    /// <summary>The first return that is left: what was not called before it cannot come next.</summary>
    public int FirstReturn()
    {
        var at = First;
        while (!returns[at])
            at = next[at];
        return at;
    }

    public void Lift(int operation)
    {
        Unlink(calls[operation]);
        Unlink(answers[operation]);
    }

    /// <summary>Puts back the operation that was lifted last.</summary>
    public void PutBack(int operation)
    {
        Link(answers[operation]);
        Link(calls[operation]);
    }

    private void Unlink(int at) =>
        (next[previous[at]], previous[next[at]]) = (next[at], previous[at]);

    private void Link(int at) => (next[previous[at]], previous[next[at]]) = (at, at);
}
