using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>
/// Shows a running load. The swarm only leaves its newest figures here: they are drawn by a timer, so that a slow
/// terminal holds no viewer up.
/// </summary>
internal sealed class LoadView : IProgress<SwarmProgress>, IDisposable
{
    private readonly ILoadDisplay display;
    private readonly LoadRates rates = new();
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private SwarmProgress? latest;
    private bool ended;

    public LoadView(ILoadDisplay display, TimeProvider clock)
    {
        this.display = display;
        timer = clock.CreateTimer(_ => Tick(), null, display.Every, display.Every);
    }

    public void Report(SwarmProgress value) => Volatile.Write(ref latest, value);

    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            ended = true;
            display.Dispose();
        }
    }

    private void Tick()
    {
        // A tick that finds the terminal busy is not worth waiting for; the next one comes soon.
        if (Volatile.Read(ref latest) is not { } now || !gate.TryEnter())
            return;
        try
        {
            rates.Add(now);
            if (!ended)
                display.Show(now, rates);
        }
        finally
        {
            gate.Exit();
        }
    }
}
