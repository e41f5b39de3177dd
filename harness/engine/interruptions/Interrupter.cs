using Verify.Engine.Linux;

namespace Verify.Engine.Interruptions;

/// <summary>Interrupts the run that it is part of, once, where a drill says.</summary>
/// <param name="interrupted">Cancelled when a signal has been taken notice of.</param>
public sealed class Interrupter(Interruption? planned, CancellationToken interrupted)
{
    /// <summary>Said on standard error at the moment of the interruption: whoever drills takes the time from there.</summary>
    public const string Mark = "verify: interrupted by a drill";

    /// <summary>Said instead, in a rehearsal, of each point at which an act could be cut: its step and number.</summary>
    public const string CouldCut = "verify: a drill could cut act ";

    /// <summary>Set by a drill for what it starts: a request that merely lies in a folder interrupts nothing.</summary>
    internal const string Variable = "VERIFY_DRILL";

    public static bool IsInDrill => Environment.GetEnvironmentVariable(Variable) is not null;

    // While NUnit runs the phases it keeps Console.Error for itself: this is the real one.
    private readonly TextWriter told = Console.Error;
    private int happened;

    // A step that has not said a word by then is in the middle of its work all the same.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    /// <summary>The step that a drilled run is about: of the others only those that change something are carried out.</summary>
    public string? Step => planned?.Step;

    /// <summary>To be called wherever a run can be cut.</summary>
    /// <exception cref="DrillInterruption">The way is to throw.</exception>
    public void Pass(CutPoint at, string step, int act = 0)
    {
        if (planned == Interruption.Nowhere && act > 0)
            told.WriteLine($"{CouldCut}{step} {act} {at}");
        if (
            planned is null
            || (planned.Step, planned.At, planned.Act) != (step, at, act)
            || planned.Way == InterruptionWay.Claim
            || Interlocked.Exchange(ref happened, 1) != 0
        )
            return;
        told.WriteLine(Mark);
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

    /// <summary>A step begins: one that is to get a signal in its middle gets it even if it says nothing for long.</summary>
    public void Begin(string step)
    {
        if (
            planned is { At: CutPoint.Step, Way: not InterruptionWay.Throw }
            && planned.Step == step
        )
            _ = Task.Delay(Silence, CancellationToken.None)
                .ContinueWith(_ => Pass(CutPoint.Step, step), TaskScheduler.Default);
    }

    /// <summary>Whether a claim is to fail in this step.</summary>
    public bool FailsClaimIn(string step)
    {
        var fails = planned?.Way == InterruptionWay.Claim && planned.Step == step;
        if (fails)
            told.WriteLine(Mark);
        return fails;
    }

    private static void Send(int signal) =>
        Libc.Check(Libc.Kill(Environment.ProcessId, signal), "interrupting the run");
}

/// <summary>What a drill throws in a step.</summary>
public sealed class DrillInterruption(Interruption planned)
    : Exception($"interrupted by a drill in {planned.Step}, at {planned.At}");
