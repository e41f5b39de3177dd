using Verify.Engine.Standstills;

namespace Verify.Engine.Journals;

/// <summary>An undo on its own time: whatever it does, those after it run.</summary>
internal static class Bounded
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <returns>Why it failed, or null.</returns>
    public static async Task<string?> TryAsync(Func<CancellationToken, Task> act, TimeSpan budget)
    {
        var (failure, stoodStill) = await TryOnceAsync(act, budget);
        // What it waited for may have had its time while all stood still; it may be done twice.
        return failure is not null && stoodStill
            ? (await TryOnceAsync(act, budget)).Failure
            : failure;
    }

    private static async Task<(string? Failure, bool StoodStill)> TryOnceAsync(
        Func<CancellationToken, Task> act,
        TimeSpan budget
    )
    {
        // Not the run's own token: an interrupted run is undone all the same.
        using var ends = new CancellationTokenSource();
        // On another thread: one that blocks its own, deaf to the token, is given up all the same.
        var acting = Task.Run(() => act(ends.Token), CancellationToken.None);
        var stoodStill = false;
        // Counted in ticks: the time in which this program was stopped is not the undo's.
        for (var left = budget; left > TimeSpan.Zero && !acting.IsCompleted; left -= Tick)
        {
            var before = Clocks.Read();
            await Task.WhenAny(acting, Task.Delay(left < Tick ? left : Tick));
            stoodStill |= before.Until(Clocks.Read()) is not null;
        }
        try
        {
            if (!acting.IsCompleted)
            {
                await ends.CancelAsync();
                return ($"the undo did not finish within {budget.TotalSeconds:0.#} s", stoodStill);
            }
            await acting;
            return (null, stoodStill);
        }
        catch (Exception failure)
        {
            return (failure.Message, stoodStill);
        }
    }
}
