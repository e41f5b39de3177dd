using System.Management.Automation;
using Verify.Scripts.Session;

namespace Verify.Scripts.Language;

/// <summary>A word that writes to the run's record: it means something in a step alone.</summary>
public abstract class WordCmdlet : PSCmdlet
{
    protected Step Step =>
        ScriptSession.Current?.Step
        ?? throw new CannotRun(
            $"{MyInvocation.InvocationName} stands in the block of a step, and this is none: an Undo claims nothing, and your own shell has no record."
        );

    protected sealed override void ProcessRecord()
    {
        try
        {
            Say();
        }
        catch (Exception wrong) when (wrong is CannotRun or FormatException or ArgumentException)
        {
            ThrowTerminatingError(
                new(wrong, wrong.GetType().Name, ErrorCategory.InvalidArgument, this)
            );
        }
    }

    protected abstract void Say();
}
