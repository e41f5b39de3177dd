namespace Verify.Instruments.Gates;

/// <summary>The fault that is in force, and word of every change.</summary>
internal sealed class FaultSwitch
{
    private readonly Lock turn = new();
    private Fault fault = Fault.None;
    private TaskCompletionSource changed = New();

    public Fault Current
    {
        get
        {
            lock (turn)
                return fault;
        }
        set
        {
            TaskCompletionSource before;
            lock (turn)
                (fault, before, changed) = (value, changed, New());
            before.SetResult();
        }
    }

    /// <summary>Waits for as long as such a fault is in force.</summary>
    public async ValueTask WhileAsync<TFault>(CancellationToken ct)
        where TFault : Fault
    {
        while (true)
        {
            Task change;
            lock (turn)
            {
                if (fault is not TFault)
                    return;
                change = changed.Task;
            }
            await change.WaitAsync(ct);
        }
    }

    // Whoever waits goes on elsewhere, and not under the hand that switches.
    private static TaskCompletionSource New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
