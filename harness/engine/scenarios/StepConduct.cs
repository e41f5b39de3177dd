using System.Diagnostics;
using Verify.Engine.Record;
using Verify.Engine.Runs;

namespace Verify.Engine.Scenarios;

/// <summary>Runs one step and records its start and its end, whatever the step throws.</summary>
internal sealed class StepConduct(Run run, CancellationToken interrupted)
{
    public async Task<(Verdict Verdict, string? Why)> CarryOutAsync(
        string phase,
        DeclaredStep declared,
        StepWindow window
    )
    {
        var watch = Stopwatch.StartNew();
        var step = new Step(run, phase, declared.Id, window, interrupted);
        run.Record.Write(new StepStarted(phase, declared.Id, declared.Title, declared.Command));
        try
        {
            if (IsLeftOut(declared))
                step.Skip("it changes nothing, and the drill interrupts in another phase");
            else
            {
                run.Interrupter.Begin(declared.Id);
                await declared.Act(step);
                step.Ended();
            }
        }
        catch (Exception cause)
        {
            step.Broke(cause);
        }
        run.Record.Write(
            new StepFinished(
                phase,
                declared.Id,
                step.Verdict,
                step.SeenResult,
                step.Reason,
                watch.Elapsed.TotalSeconds
            )
        );
        return (step.Verdict, step.Reason);
    }

    private bool IsLeftOut(DeclaredStep step) =>
        step.Observes && run.Interrupter.Step is { } about && step.Id != about;
}
