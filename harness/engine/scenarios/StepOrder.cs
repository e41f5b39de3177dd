namespace Verify.Engine.Scenarios;

/// <summary>The steps of a phase in the order in which they are carried out: one after the other, and some beside others.</summary>
internal sealed class StepOrder(IReadOnlyList<DeclaredStep> steps)
{
    /// <param name="together">Steps that may run beside others do; else each waits for its turn.</param>
    /// <returns>What came of each, in the order declared.</returns>
    public async Task<IReadOnlyList<T>> CarryOutAsync<T>(
        bool together,
        Func<DeclaredStep, Task<T>> act
    )
    {
        var all = new List<T>();
        for (var next = 0; next < steps.Count; )
        {
            var first = steps[next++];
            var beside = steps.Skip(next).TakeWhile(step => together && step.IsBeside).ToArray();
            next += beside.Length;
            // On a thread of its own: what a step does before it waits for anything is done beside the other too.
            var besides = Task.Run(() => InTurnAsync(beside, act));
            all.Add(await act(first));
            all.AddRange(await besides);
        }
        return all;
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
