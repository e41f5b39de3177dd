using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using Verify.Scripts.Session;
using Verify.Scripts.Values;

namespace Verify.Scripts.Language;

/// <summary>Waits until a condition holds, and no longer than its patience.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Until")]
public sealed class WaitUntilCmdlet : WordCmdlet
{
    // Soon enough for what is waited for to be dated, and little work for what is asked.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>What is waited for: it stands in the message where it does not come.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Reason { get; set; } = "";

    /// <summary>Holds when what it gives is true; an error in it counts as not yet.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock Condition { get; set; } = null!;

    [Parameter(Mandatory = true), Duration]
    public TimeSpan Patience { get; set; }

    protected override void Say()
    {
        var watch = Stopwatch.StartNew();
        var stop = ScriptSession.Current?.Stop ?? default;
        string? lastError = null;
        while (!Holds(ref lastError))
        {
            if (watch.Elapsed >= Patience)
                throw new CannotRun(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"waited {Patience.TotalSeconds:0.###} s for: {Reason}. It did not come.{(lastError is null ? "" : $" The last error was: {lastError}")}"
                    )
                );
            if (stop.WaitHandle.WaitOne(BetweenLooks) || Stopping)
                throw new PipelineStoppedException();
        }
        WriteObject(watch.Elapsed);
    }

    private bool Holds(ref string? lastError)
    {
        try
        {
            return LanguagePrimitives.IsTrue(
                InvokeCommand.InvokeScript(useLocalScope: true, Condition, input: null, args: [])
            );
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            lastError = error.Message;
            return false;
        }
    }
}
