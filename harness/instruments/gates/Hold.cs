namespace Verify.Instruments.Gates;

/// <summary>Commands that a gate keeps until they are released, and with each all that its client sends after it.</summary>
/// <remarks>
/// A held command is on its way: it arrives when it is released, also if its client has given up waiting meanwhile.
/// </remarks>
public sealed class Hold<TCommand> : IAsyncDisposable
    where TCommand : class, IGatedCommand
{
    private readonly Lock turn = new();
    private readonly List<TCommand> held = [];
    private readonly Func<TCommand, bool> isMeant;
    private readonly int most;
    private readonly TaskCompletionSource release = New();
    private TaskCompletionSource arrival = New();

    internal Hold(Func<TCommand, bool> isMeant, int most) =>
        (this.isMeant, this.most) = (isMeant, most);

    /// <summary>Those that have been held so far, in the order in which they came.</summary>
    public IReadOnlyList<TCommand> Held
    {
        get
        {
            lock (turn)
                return [.. held];
        }
    }

    /// <summary>Waits until a command is held.</summary>
    public Task ReachedAsync(CancellationToken ct) => ReachedAsync(1, ct);

    /// <summary>Waits until so many have been held.</summary>
    public async Task ReachedAsync(int commands, CancellationToken ct)
    {
        while (true)
        {
            Task next;
            lock (turn)
            {
                if (held.Count >= commands)
                    return;
                next = arrival.Task;
            }
            await next.WaitAsync(ct);
        }
    }

    /// <summary>Lets all of them pass, and holds no more.</summary>
    public void Release() => release.TrySetResult();

    public ValueTask DisposeAsync()
    {
        Release();
        return ValueTask.CompletedTask;
    }

    /// <summary>What a command has to wait for; null if it may pass.</summary>
    internal Task? Take(TCommand command)
    {
        TaskCompletionSource before;
        lock (turn)
        {
            if (release.Task.IsCompleted || held.Count >= most || !IsMeant(command))
                return null;
            held.Add(command);
            (before, arrival) = (arrival, New());
        }
        before.TrySetResult();
        return release.Task;
    }

    // A test that asks wrongly is told so where it waits; the connection has done nothing wrong.
    private bool IsMeant(TCommand command)
    {
        try
        {
            return isMeant(command);
        }
        catch (Exception wrong)
        {
            arrival.TrySetException(wrong);
            return false;
        }
    }

    private static TaskCompletionSource New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
