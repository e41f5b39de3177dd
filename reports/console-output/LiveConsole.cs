using Verify.Engine.Record;

namespace Verify.Reports.ConsoleOutput;

/// <summary>A terminal: finished steps scroll up, and one line at the bottom tells what is running and for how long.</summary>
public sealed class LiveConsole : IConsoleListener
{
    // Often enough for the tenths to move, seldom enough to cost nothing beside a measurement.
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(125);

    private readonly QuietWriter output;
    private readonly Transcript transcript;
    private readonly Screen screen;
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private readonly List<StatusLine> running = [];
    private bool drawn;

    /// <param name="folder">The run's folder, named in the summary.</param>
    /// <param name="width">The terminal's width now; it may change while the run goes on.</param>
    /// <param name="colours">False where NO_COLOR asks for none.</param>
    public LiveConsole(
        TextWriter output,
        string folder,
        Func<int> width,
        bool colours,
        TimeProvider clock
    )
    {
        this.output = new(output);
        transcript = new(folder);
        screen = new(width, colours);
        this.clock = clock;
        timer = clock.CreateTimer(_ => Tick(), null, Redraw, Redraw);
    }

    public void Hear(RunEvent happened)
    {
        lock (gate)
        {
            Follow(happened);
            var lines = transcript.Tell(happened);
            // What is drawn stays until something replaces it: no flicker between two events.
            if (lines.Count > 0 || (drawn && running.Count == 0))
            {
                Draw(lines);
            }
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            running.Clear();
            Draw([]);
        }
    }

    private void Follow(RunEvent happened)
    {
        switch (happened)
        {
            case StepStarted e:
                running.Add(new(e.Step, e.Title, this.clock.GetTimestamp()));
                break;
            case StepProgressed e
                when running.FindIndex(one => one.Step == e.Step) is >= 0 and var at:
                running[at] = running[at].With(e);
                break;
            case StepFinished e:
                running.RemoveAll(one => one.Step == e.Step);
                break;
            case PhaseFinished or RunFinished:
                running.Clear();
                break;
        }
    }

    private void Tick()
    {
        // A tick that finds the terminal busy is not worth waiting for; the next one comes soon.
        if (!gate.TryEnter())
        {
            return;
        }
        try
        {
            if (running.Count > 0)
            {
                Draw([]);
            }
        }
        finally
        {
            gate.Exit();
        }
    }

    // One write for erasing, lines and status together: nothing can come in between and garble it.
    private void Draw(IReadOnlyList<ConsoleLine> lines)
    {
        var erase = drawn ? Screen.EraseLine : "";
        // There is one line: of several running steps it shows the one that started first.
        var status = running is [var first, ..]
            ? screen.Status(first.Text(this.clock.GetElapsedTime(first.Since)))
            : "";
        drawn = running.Count > 0;
        this.output.Write(erase + screen.Render(lines) + status);
    }
}
