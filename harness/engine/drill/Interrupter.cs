namespace Verify.Engine;

/// <summary>Interrupts the run that it is part of, once, where a drill says.</summary>
/// <param name="interrupted">Cancelled when a signal has been taken notice of.</param>
public sealed class Interrupter(Interruption? planned, CancellationToken interrupted)
{
    private bool happened;

    /// <summary>The step that a drilled run is about: of the others only those that change something are carried out.</summary>
    public string? Step => planned?.Step;

    /// <summary>To be called wherever a run can be cut.</summary>
    /// <exception cref="DrillInterruption">The way is to throw.</exception>
    public void Pass(CutPoint at, string step, int act = 0)
    {
        if (
            happened
            || planned is null
            || (planned.Step, planned.At, planned.Act) != (step, at, act)
            || planned.Way == InterruptionWay.Claim
        )
            return;
        happened = true;
        switch (planned.Way)
        {
            case InterruptionWay.Kill:
                Send(Libc.SigKill);
                break;
            case InterruptionWay.Interrupt:
                Send(Libc.SigInt);
                break;
            case InterruptionWay.Terminate:
                Send(Libc.SigTerm);
                break;
            default:
                throw new DrillInterruption(planned);
        }
        // Dead, or told of the signal: either way nothing after this point happens before it.
        interrupted.WaitHandle.WaitOne();
    }

    /// <summary>Whether a claim is to fail in this step.</summary>
    public bool FailsClaimIn(string step) =>
        planned?.Way == InterruptionWay.Claim && planned.Step == step;

    private static void Send(int signal) =>
        Libc.Check(Libc.Kill(Environment.ProcessId, signal), "interrupting the run");
}

/// <summary>What a drill throws in a step.</summary>
public sealed class DrillInterruption(Interruption planned)
    : Exception($"interrupted by a drill in {planned.Step}, at {planned.At}");
