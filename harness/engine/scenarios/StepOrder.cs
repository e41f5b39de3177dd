namespace Verify.Engine.Scenarios;

/// <summary>Runs the steps of a phase in order: one after the other, or some of them beside others.</summary>
internal sealed class StepOrder(IReadOnlyList<DeclaredStep> steps)
{
    /// <param name="together">False where every step waits for its turn.</param>
    /// <returns>The result of each step, in the order declared.</returns>
    public async Task<IReadOnlyList<T>> CarryOutAsync<T>(
        bool together,
        Func<DeclaredStep, Task<T>> act
    )
    {
        var all = new List<T>();
        foreach (var (first, beside) in Groups(together))
        {
            // On another thread, because a step may work for a while before it first awaits.
            var besides = Task.Run(() => InTurnAsync(beside, act));
            all.Add(await act(first));
            all.AddRange(await besides);
        }
        return all;
    }

    /// <summary>Steps that start together, in the order declared.</summary>
    internal IEnumerable<(DeclaredStep First, IReadOnlyList<DeclaredStep> Beside)> Groups(
        bool together
    )
    {
        for (var next = 0; next < steps.Count; )
        {
            var first = steps[next++];
            DeclaredStep[] beside =
            [
                .. steps.Skip(next).TakeWhile(step => together && step.IsBeside),
            ];
            next += beside.Length;
            yield return (first, beside);
        }
    }

    private static async Task<IReadOnlyList<T>> InTurnAsync<T>(
        IReadOnlyList<DeclaredStep> steps,
        Func<DeclaredStep, Task<T>> act
    )
    {
        var all = new List<T>();
        foreach (var step in steps)
            all.Add(await act(step));
        return all;
    }
}
