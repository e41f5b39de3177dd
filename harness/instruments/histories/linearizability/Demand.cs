namespace Verify.Instruments.Histories.Linearizability;

/// <summary>Which states the operations that are left still need, and which they can still bring about.</summary>
/// <remarks>
/// A state that an answered operation still needs and that nothing left can bring back must not be left. And where
/// every act is blind or possible in one state only, a blind one that nobody needs comes next as soon as nobody needs
/// the state that is there: whatever follows begins with a blind one too. Both hold for every model; which states they
/// are is the model's to say, and where it does not, nothing is left out.
/// </remarks>
internal sealed class Demand<TState>
    where TState : notnull
{
    private const int None = States<TState>.None;

    private readonly int[] required;
    private readonly int[] left;
    private readonly int[] needed;
    private readonly int[] sources;
    private readonly bool isKnown;
    private readonly bool isPlain;

    public Demand(IModel<TState> model, States<TState> states, IReadOnlyList<Operation> operations)
    {
        required =
        [
            .. operations.Select(one =>
                model.TryRequired(one.Act, out var state) ? states.Number(state) : None
            ),
        ];
        left =
        [
            .. operations.Select(one =>
                model.TryLeft(one.Act, out var state) ? states.Number(state) : None
            ),
        ];
        needed = new int[states.Count];
        sources = new int[states.Count];
        isKnown = operations
            .Index()
            .All(one => left[one.Index] != None || model.IsRead(one.Item.Act));
        isPlain =
            isKnown
            && operations
                .Index()
                .All(one => required[one.Index] != None || model.IsBlind(one.Item.Act));
        IsBlind = [.. operations.Select(one => model.IsBlind(one.Act))];
        IsComplete = [.. operations.Select(one => one.IsComplete)];
        for (var one = 0; one < operations.Count; one++)
            Count(one, 1);
    }

    private bool[] IsBlind { get; }

    private bool[] IsComplete { get; }

    /// <param name="one">Placed, or taken back.</param>
    public void Turn(int one, bool isIn) => Count(one, isIn ? -1 : 1);

    /// <summary>Whether an operation that leaves a state by another makes an answer impossible that is still to be explained.</summary>
    public bool Forbids(int one, int state) =>
        isKnown
        && state < needed.Length
        && sources[state] == 0
        && needed[state] > (IsComplete[one] && required[one] == state ? 1 : 0);

    /// <summary>Whether an answered operation may come next without a look at others.</summary>
    public bool IsFree(int one, int state) =>
        isPlain && IsBlind[one] && needed[left[one]] == 0 && needed[state] == 0;

    private void Count(int one, int by)
    {
        if (required[one] != None && IsComplete[one])
            needed[required[one]] += by;
        if (left[one] != None)
            sources[left[one]] += by;
    }
}
