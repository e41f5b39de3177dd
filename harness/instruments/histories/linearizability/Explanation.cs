namespace Verify.Instruments.Histories.Linearizability;

/// <summary>Finds the operation at which a history of one key stops being linearizable.</summary>
/// <remarks>
/// Cut off at a moment, a history keeps what was called before; what had not returned yet may have happened or not, with the
/// answer that it got later. If it is linearizable cut off at one moment, so it is at all before: the search for the first
/// return that breaks it doubles its steps, and then halves them.
/// </remarks>
internal static class Explanation
{
    /// <param name="operations">Of one key, in the order of their calls; they are not linearizable.</param>
    /// <param name="from">A return that can still be explained, or is the first that cannot.</param>
    /// <returns>Null if the limits were reached before.</returns>
    public static CounterExample? Of<TState>(
        IModel<TState> model,
        IReadOnlyList<Operation> operations,
        TimeSpan from,
        Func<Budget> budget
    )
        where TState : notnull
    {
        List<Operation> returns =
        [
            .. operations.Where(one => one.IsComplete).OrderBy(one => one.Return),
        ];
        // So many returns can be explained; so many cannot.
        var good = returns.Count(one => one.Return < from);
        var bad = returns.Count;
        for (var step = 1; good + step < bad; step *= 2)
            if (IsGood(good + step) is not { } isGood)
                return null;
            else if (isGood)
                good += step;
            else
                bad = good + step;
        while (bad - good > 1)
            if (IsGood((good + bad) / 2) is not { } isGood)
                return null;
            else
                (good, bad) = isGood ? ((good + bad) / 2, bad) : (good, (good + bad) / 2);

        var failed = returns[bad - 1];
        var search = new Search<TState>(model, CutOff(good));
        if (search.Run(budget()).Found != true)
            return null;
        var order = search.Order;
        var placed = order.Select(one => one.Id).ToHashSet();
        var (state, fit) = Replay(model, failed, order);
        return new(
            failed,
            order,
            $"{state}",
            fit,
            [
                .. operations.Where(one =>
                    one.Id != failed.Id && one.Call <= failed.Return && !placed.Contains(one.Id)
                ),
            ]
        );

        bool? IsGood(int count) => new Search<TState>(model, CutOff(count)).Run(budget()).Found;

        IReadOnlyList<Operation> CutOff(int count)
        {
            var kept = returns.Take(count).Select(one => one.Id).ToHashSet();
            // With the return that comes next, so that the prefix can have what was called before it.
            var until = returns[Math.Min(count, returns.Count - 1)].Return;
            return
            [
                .. operations
                    .Where(one => one.Call <= until)
                    .Select(one => kept.Contains(one.Id) ? one : one with { Return = null }),
            ];
        }
    }

    // The state that an order leaves, and where in it an answer would have been right for the last time.
    private static (TState State, LastFit? Fit) Replay<TState>(
        IModel<TState> model,
        Operation failed,
        IReadOnlyList<Operation> order
    )
        where TState : notnull
    {
        var (state, fits) = (model.Initial, -1);
        Operation? source = null;
        Operation? changer = null;
        for (var i = 0; i <= order.Count; i++)
        {
            if (model.TryStep(state, failed.Act, out _))
                (fits, source) = (i, changer);
            if (i == order.Count)
                break;
            var before = state;
            model.TryStep(state, order[i].Act, out state);
            if (!EqualityComparer<TState>.Default.Equals(before, state))
                changer = order[i];
        }
        return (state, fits < 0 ? null : new(source, fits < order.Count ? order[fits] : null));
    }
}
