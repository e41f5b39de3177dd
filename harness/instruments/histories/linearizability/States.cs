namespace Verify.Instruments.Histories.Linearizability;

/// <summary>The states that a search came through, by number.</summary>
internal sealed class States<TState>(IModel<TState> model)
    where TState : notnull
{
    /// <summary>The act is not possible.</summary>
    public const int None = -1;

    public const int Initial = 0;

    private readonly List<TState> known = [model.Initial];
    private readonly Dictionary<TState, int> numbers = new() { [model.Initial] = Initial };

    public TState this[int state] => known[state];

    /// <returns>The state that an act leaves, or <see cref="None"/>.</returns>
    public int After(int state, Act act)
    {
        if (!model.TryStep(known[state], act, out var next))
            return None;
        if (EqualityComparer<TState>.Default.Equals(next, known[state]))
            return state;
        return Number(next);
    }

    public int Number(TState state)
    {
        if (!numbers.TryGetValue(state, out var number))
        {
            numbers[state] = number = known.Count;
            known.Add(state);
        }
        return number;
    }

    public int Count => known.Count;
}
