namespace Verify.Instruments.Histories.Linearizability;

/// <summary>Looks for an order of one key's operations that explains their answers.</summary>
/// <remarks>
/// <para>
/// Depth first, as in Lowe, Testing for linearizability (2017), after Wing and Gong (1993) and as Porcupine does it: what
/// was called before the first return that is left can come next; a configuration (the set of what is placed, and the
/// state) that was seen before is not entered again. It ends when all answered operations are placed.
/// </para>
/// <para>
/// Some ways are left out because they cannot change the verdict: see <see cref="Demand{TState}"/>, and three more. An answered read that is possible comes next at
/// once: whatever follows is possible after it too. An unanswered operation is placed only where
/// the one after it needs it, since an order that is possible without it needs fewer. Of equal unanswered operations the
/// one that was called first is placed first. With them, clients that were never answered do not double the search each.
/// </para>
/// </remarks>
internal sealed class Search<TState>
    where TState : notnull
{
    private readonly IModel<TState> model;
    private readonly IReadOnlyList<Operation> answered;
    private readonly Unanswered unanswered;
    private readonly Timeline timeline;
    private readonly States<TState> states;
    private readonly PlacedSet placed;
    private readonly Demand<TState> demand;
    private readonly HashSet<Configuration> seen = [];
    private readonly Stack<Placing> path = new();
    private int state;
    private int before = States<TState>.None;
    private int left;

    /// <param name="operations">Of one key, in the order of their calls.</param>
    public Search(IModel<TState> model, IReadOnlyList<Operation> operations)
    {
        this.model = model;
        answered = [.. operations.Where(one => one.IsComplete)];
        // What only reads and was not answered explains nothing.
        unanswered = new(
            [.. operations.Where(one => !one.IsComplete && !model.IsRead(one.Act))],
            model.IsBlind
        );
        timeline = new(answered);
        states = new(model);
        placed = new(answered.Count, unanswered.Operations.Count);
        demand = new(model, states, [.. answered, .. unanswered.Operations]);
        left = answered.Count;
    }

    public int Configurations => seen.Count;

    /// <returns>Whether there is such an order; null, and why, if that cannot be told.</returns>
    public (bool? Found, string? Reason) Run(Budget budget)
    {
        var from = Candidate.First;
        while (left > 0)
        {
            if (budget.Spent(seen.Count) is { } reason)
                return (null, reason);
            if (Place(from))
            {
                from = Candidate.First;
                continue;
            }
            var blocked = answered[timeline.Operation(timeline.FirstReturn())].Return!.Value;
            Farthest = blocked > Farthest ? blocked : Farthest;
            if (path.Count == 0)
                return (false, null);
            from = TakeBack();
        }
        return (true, null);
    }

    /// <summary>The latest return that it came to and did not get past.</summary>
    public TimeSpan Farthest { get; private set; } = TimeSpan.MinValue;

    /// <summary>What is placed, in order.</summary>
    public IReadOnlyList<Operation> Order =>
        [.. path.Reverse().Select(one => Operation(one.Candidate))];

    // Places the first candidate from there on that leads somewhere new.
    private bool Place(Candidate from)
    {
        if (from == Candidate.First && Certain(out var after) is { } certain)
            // Nothing else need be tried here.
            return Place(certain, after, Candidate.None);
        foreach (var candidate in Candidates(from))
        {
            var act = Operation(candidate).Act;
            var next = states.After(state, act);
            if (
                next == States<TState>.None
                || IsNeedless(candidate, act, next)
                || (next != state && demand.Forbids(Number(candidate), state))
            )
                continue;
            if (Place(candidate, next, candidate))
                return true;
        }
        return false;
    }

    private Candidate? Certain(out int after)
    {
        for (var at = timeline.First; !timeline.IsReturn(at); at = timeline.After(at))
        {
            var number = timeline.Operation(at);
            var act = answered[number].Act;
            after = states.After(state, act);
            if (
                after != States<TState>.None
                && (
                    model.IsRead(act)
                    || (before == States<TState>.None && demand.IsFree(number, state))
                )
            )
                return Candidate.Answered(number);
        }
        after = state;
        return null;
    }

    private IEnumerable<Candidate> Candidates(Candidate from)
    {
        if (from == Candidate.None)
            yield break;
        if (!from.IsUnanswered)
            for (
                var at =
                    from == Candidate.First
                        ? timeline.First
                        : timeline.After(timeline.CallOf(from.Number));
                !timeline.IsReturn(at);
                at = timeline.After(at)
            )
                yield return Candidate.Answered(timeline.Operation(at));
        var first = from.IsUnanswered ? from.Number + 1 : 0;
        var until = answered[timeline.Operation(timeline.FirstReturn())].Return!.Value;
        foreach (
            var one in unanswered.From(first, until, onlySeeing: before != States<TState>.None)
        )
            if (!placed.HasUnanswered(one) && unanswered.IsFirstLeft(one, placed))
                yield return Candidate.Unanswered(one);
    }

    // Something unanswered that changes nothing, or something after it that would have been the same without it.
    private bool IsNeedless(Candidate candidate, Act act, int next) =>
        (candidate.IsUnanswered && next == state)
        || (
            before != States<TState>.None
            && (model.IsBlind(act) || states.After(before, act) == next)
        );

    private bool Place(Candidate candidate, int next, Candidate resume)
    {
        var placing = new Placing(candidate, state, before, resume);
        Turn(candidate, isIn: true);
        (before, state) = (candidate.IsUnanswered ? state : States<TState>.None, next);
        if (left == 0 || seen.Add(placed.With(timeline.Operation(timeline.First), state)))
        {
            path.Push(placing);
            return true;
        }
        Turn(candidate, isIn: false);
        (before, state) = (placing.Before, placing.State);
        return false;
    }

    private Candidate TakeBack()
    {
        var last = path.Pop();
        Turn(last.Candidate, isIn: false);
        (before, state) = (last.Before, last.State);
        return last.Resume;
    }

    private int Number(Candidate candidate) =>
        candidate.IsUnanswered ? answered.Count + candidate.Number : candidate.Number;

    private void Turn(Candidate candidate, bool isIn)
    {
        demand.Turn(Number(candidate), isIn);
        if (candidate.IsUnanswered)
        {
            placed.TurnUnanswered(candidate.Number);
            return;
        }
        placed.TurnAnswered(candidate.Number, isIn);
        left += isIn ? -1 : 1;
        if (isIn)
            timeline.Lift(candidate.Number);
        else
            timeline.PutBack(candidate.Number);
    }

    private Operation Operation(Candidate candidate) =>
        candidate.IsUnanswered
            ? unanswered.Operations[candidate.Number]
            : answered[candidate.Number];
}
