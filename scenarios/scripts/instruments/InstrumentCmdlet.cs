using System.Management.Automation;
using Verify.Scripts.Session;

namespace Verify.Scripts.Instruments;

/// <summary>A cmdlet that works for a while: it stops when the body is stopped, and gives objects.</summary>
public abstract class InstrumentCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stopped = new();

    /// <summary>The step in which it runs; null in a shell of the user's own.</summary>
    protected static Step? Step => ScriptSession.Current?.Step;

    private protected ScriptSession Session =>
        ScriptSession.Current
        ?? throw new CannotRun(
            $"{MyInvocation.InvocationName} starts what a run has to end, and stands in a scenario alone."
        );

    protected override void StopProcessing() => stopped.Cancel();

    protected sealed override void ProcessRecord()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            stopped.Token,
            ScriptSession.Current?.Stop ?? default
        );
        object? result;
        try
        {
            // On a thread of the pool: nothing that it awaits comes back to PowerShell's own.
            result = Task.Run(() => WorkAsync(either.Token), either.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception failed)
        {
            ThrowTerminatingError(
                new(failed, failed.GetType().Name, ErrorCategory.OperationStopped, this)
            );
            return;
        }
        if (result is not null)
            WriteObject(result, enumerateCollection: true);
    }

    /// <returns>What it gives to the script; null for nothing.</returns>
    protected abstract Task<object?> WorkAsync(CancellationToken ct);

    public void Dispose()
    {
        stopped.Dispose();
        GC.SuppressFinalize(this);
    }
}
