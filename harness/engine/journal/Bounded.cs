namespace Verify.Engine;

/// <summary>An undo on its own time: whatever it does, those after it run.</summary>
internal static class Bounded
{
    /// <returns>Why it failed, or null.</returns>
    public static async Task<string?> TryAsync(Func<CancellationToken, Task> act, TimeSpan budget)
    {
        // Not the run's own token: an interrupted run is undone all the same.
        using var ends = new CancellationTokenSource(budget);
        try
        {
            // On another thread: one that blocks its own, deaf to the token, is given up all the same.
            await Task.Run(() => act(ends.Token), CancellationToken.None).WaitAsync(ends.Token);
            return null;
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            return $"the undo did not finish within {budget.TotalSeconds:0.#} s";
        }
        catch (Exception failure)
        {
            return failure.Message;
        }
    }
}
