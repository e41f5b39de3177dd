using Verify.Engine;

namespace Verify.Reports;

/// <summary>A terminal: finished steps scroll up, and one line at the bottom tells what is running and for how long.</summary>
public sealed class LiveConsole : IConsoleListener
{
    // Often enough for the tenths to move, seldom enough to cost nothing beside a measurement.
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(125);

    private readonly QuietWriter _output;
    private readonly Transcript _transcript;
    private readonly Screen _screen;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private StatusLine? _status;
    private bool _drawn;

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
        _output = new(output);
        _transcript = new(folder);
        _screen = new(width, colours);
        _clock = clock;
        _timer = clock.CreateTimer(_ => Tick(), null, Redraw, Redraw);
    }

    public void Hear(RunEvent happened)
    {
        lock (_lock)
        {
            Follow(happened);
            var lines = _transcript.Tell(happened);
            // What is drawn stays until something replaces it: no flicker between two events.
            if (lines.Count > 0 || (_drawn && _status is null))
            {
                Draw(lines);
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _status = null;
            Draw([]);
        }
    }

    private void Follow(RunEvent happened) =>
        _status = happened switch
        {
            StepStarted e => new(e.Step, e.Title, _clock.GetTimestamp()),
            StepProgressed e => _status?.With(e),
            StepFinished or PhaseFinished or RunFinished => null,
            _ => _status,
        };

    private void Tick()
    {
        // A tick that finds the terminal busy is not worth waiting for; the next one comes soon.
        if (!_lock.TryEnter())
        {
            return;
        }
        try
        {
            if (_status is not null)
            {
                Draw([]);
            }
        }
        finally
        {
            _lock.Exit();
        }
    }

    // One write for erasing, lines and status together: nothing can come in between and garble it.
    private void Draw(IReadOnlyList<ConsoleLine> lines)
    {
        var erase = _drawn ? Screen.EraseLine : "";
        var status = _status is { } running
            ? _screen.Status(running.Text(_clock.GetElapsedTime(running.Since)))
            : "";
        _drawn = _status is not null;
        _output.Write(erase + _screen.Render(lines) + status);
    }
}
