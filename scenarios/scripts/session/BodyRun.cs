using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Verify.Scripts.Session;

/// <summary>One body in PowerShell, from its start to its end or to when it is cut.</summary>
internal sealed class BodyRun(Runspace runspace, Body body, SaidLines said)
{
    // Own cmdlets stop in 0.2 s, Start-Sleep in 0.1 s; an interrupt has two seconds in all.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1.5);

    private const int StackSize = 2 * 1024 * 1024;

    public async Task RunAsync(CancellationTokenSource stop, TimeSpan limit)
    {
        var shell = PowerShell.Create(runspace);
        shell
            .AddCommand("Invoke-Command")
            .AddParameter("ScriptBlock", body.Block.GetScriptBlock())
            .AddCommand("Out-String")
            .AddParameter("Stream");
        using var output = new PSDataCollection<string>();
        output.DataAdded += (_, _) =>
        {
            foreach (var line in output.ReadAll())
                said.Add(line);
        };
        using var unfinished = new UnfinishedBody(body.Place);
        using var quiet = new QuietConsole(said);
        var running = OnOwnThread(() => shell.Invoke(null, output));
        await Task.WhenAny(running, Elapse(limit, stop.Token));
        if (!running.IsCompleted)
            await EndAsync(shell, running, stop, limit);
        try
        {
            await running;
        }
        catch (PipelineStoppedException)
        {
            // A word of ours has ended the step (Skip).
        }
        catch (RuntimeException failed)
        {
            throw ScriptFault.Of(failed, body);
        }
        finally
        {
            if (running.IsCompleted)
                shell.Dispose();
        }
    }

    private async Task EndAsync(
        PowerShell shell,
        Task running,
        CancellationTokenSource stop,
        TimeSpan limit
    )
    {
        var wasInterrupted = stop.IsCancellationRequested;
        await stop.CancelAsync();
        _ = shell.BeginStop(null, null);
        await Task.WhenAny(running, Task.Delay(StopPatience));
        var why = wasInterrupted
            ? "interrupted"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{body.Place}: the block had not ended after {limit.TotalSeconds:0.###} s and was cut. Give the step more time (-Limit 10m), or wait for a condition."
            );
        if (!running.IsCompleted)
            throw new BodyStuck(why);
        if (!running.IsCompletedSuccessfully)
            _ = running.Exception;
        if (wasInterrupted)
            throw new OperationCanceledException(why, stop.Token);
        throw new CannotRun(why);
    }

    // A thread that can be left behind: one of PowerShell's own would keep the program from ending. Its stack is a small
    // one, since an endless recursion costs a minute to unwind from 16 MB.
    private static Task OnOwnThread(Action act)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(
            () =>
            {
                try
                {
                    act();
                    done.SetResult();
                }
                catch (Exception failed)
                {
                    done.SetException(failed);
                }
            },
            StackSize
        )
        {
            IsBackground = true,
            Name = "script",
        }.Start();
        return done.Task;
    }

    private static async Task Elapse(TimeSpan limit, CancellationToken stop)
    {
        try
        {
            await Task.Delay(limit, stop);
        }
        catch (OperationCanceledException)
        {
            // Interrupted before the time was over: either ends the wait.
        }
    }
}
