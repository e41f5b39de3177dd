namespace Verify.Instruments.Histories.Linearizability;

/// <summary>The latest return that a search came to and never got past.</summary>
internal sealed class Blockage
{
    // More would not be read.
    private const int MostStates = 8;

    private readonly HashSet<int> states = [];

    /// <summary>The event of that return.</summary>
    public int At { get; private set; }

    /// <summary>What was placed on the first way to it, in order.</summary>
    public IReadOnlyList<Candidate> Path { get; private set; } = [];

    /// <summary>States in which the search was there.</summary>
    public IReadOnlyCollection<int> States => states;

    public void Note(int at, int state, Stack<Placing> path)
    {
        if (at < At)
            return;
        if (at > At)
        {
            states.Clear();
            (At, Path) = (at, [.. path.Reverse().Select(one => one.Candidate)]);
        }
        if (states.Count < MostStates)
            states.Add(state);
    }
}
