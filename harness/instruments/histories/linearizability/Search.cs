namespace Verify.Instruments.Histories.Linearizability;

/// <summary>Looks for an order of one key's operations that explains their answers.</summary>
/// <remarks>
/// <para>
/// Depth first, as in Lowe, Testing for linearizability (2017), after Wing and Gong (1993) and as Porcupine does it: what
/// was called before the first return that is left can come next; a configuration (the set of what is placed, and the
/// state) that was seen before is not entered again. It ends when all answered operations are placed.
/// </para>
/// <para>
/// Three things are left out because they cannot change the verdict. An answered read that is possible comes next at
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
    private readonly HashSet<Configuration> seen = [];
    private readonly Stack<Placing> path = new();
    private readonly Blockage blockage = new();
    private int state;
    private int before = States<TState>.None;
    private int left;

    /// <param name="operations">Of one key, in the order of their calls.</param>
    public Search(IModel<TState> model, IReadOnlyList<Operation> operations)
    {
        this.model = model;
        answered = [.. operations.Where(one => one.IsComplete)];
        unanswered = new([.. operations.Where(one => !one.IsComplete)], model.IsBlind);
        timeline = new(answered);
        states = new(model);
        placed = new(answered.Count, unanswered.Operations.Count);
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
            blockage.Note(timeline.FirstReturn(), state, path);
            if (path.Count == 0)
                return (false, null);
            from = TakeBack();
        }
        return (true, null);
    }

    /// <summary>What the search could not get past, after it found no order.</summary>
    public CounterExample Explain()
    {
        var prefix = blockage.Path.Select(Operation).ToList();
        var failed = answered[timeline.Operation(blockage.At)];
        var placedIds = prefix.Select(one => one.Id).ToHashSet();
        return new(
            failed,
            prefix,
            [.. blockage.States.Select(number => $"{states[number]}")],
            LastFit(failed, prefix),
            [
                .. answered
                    .Concat(unanswered.Operations)
                    .Where(one => one != failed && one.Call <= failed.Return && !placedIds.Contains(one.Id))
                    .OrderBy(one => one.Call),
            ]
        );
    }

    // Places the first candidate from there on that leads somewhere new.
    private bool Place(Candidate from)
    {
        if (from == Candidate.First && PossibleRead() is { } certain)
            // Nothing else need be tried here.
            return Place(certain, state, Candidate.None);
        foreach (var candidate in Candidates(from))
        {
            var act = Operation(candidate).Act;
            var next = states.After(state, act);
            if (next == States<TState>.None || IsNeedless(candidate, act, next))
                continue;
            if (Place(candidate, next, candidate))
                return true;
        }
        return false;
    }

    private Candidate? PossibleRead()
    {
        for (var at = timeline.First; !timeline.IsReturn(at); at = timeline.After(at))
        {
            var act = answered[timeline.Operation(at)].Act;
            if (model.IsRead(act) && states.After(state, act) != States<TState>.None)
                return Candidate.Answered(timeline.Operation(at));
        }
        return null;
    }

    private IEnumerable<Candidate> Candidates(Candidate from)
    {
        if (from == Candidate.None)
            yield break;
        if (!from.IsUnanswered)
            for (
                var at = from == Candidate.First
                    ? timeline.First
                    : timeline.After(timeline.CallOf(from.Number));
                !timeline.IsReturn(at);
                at = timeline.After(at)
            )
                yield return Candidate.Answered(timeline.Operation(at));
        var first = from.IsUnanswered ? from.Number + 1 : 0;
        var until = answered[timeline.Operation(timeline.FirstReturn())].Return!.Value;
        foreach (var one in unanswered.From(first, until, onlySeeing: before != States<TState>.None))
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
        if (left == 0 || seen.Add(placed.With(timeline.Operation(timeline.First), state, before)))
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

    private void Turn(Candidate candidate, bool isIn)
    {
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

    // Where in the prefix the operation would have been possible for the last time, were it not for the times.
    private LastFit? LastFit(Operation failed, IReadOnlyList<Operation> prefix)
    {
        var (at, fits) = (States<TState>.Initial, -1);
        for (var i = 0; i <= prefix.Count; i++)
        {
            if (states.After(at, failed.Act) != States<TState>.None)
                fits = i;
            if (i < prefix.Count)
                at = states.After(at, prefix[i].Act);
        }
        return fits < 0 ? null
            : new(
                fits > 0 ? prefix[fits - 1] : null,
                fits < prefix.Count ? prefix[fits] : null
            );
    }
}
