using System.Text;
using Verify.Engine.Secrets;

namespace Verify.Engine.Record;

/// <summary>The append-only run.jsonl and those who listen to it; the one place where events are stamped and masked.</summary>
public sealed class RecordWriter : IDisposable
{
    private readonly Lock turn = new();
    private readonly FileStream file;
    private readonly List<IRunListener> listeners;
    private readonly List<string> failed = [];
    private readonly TimeProvider clock;

    // Taken before NUnit runs the phases: while it does, it keeps Console.Error for itself and nobody would read it.
    private readonly TextWriter errors = Console.Error;

    /// <param name="goesOn">The record is there, and whoever wrote it is gone.</param>
    public RecordWriter(
        string path,
        IEnumerable<IRunListener> listeners,
        SecretMask mask,
        TimeProvider clock,
        bool goesOn = false
    )
    {
        // Written straight through: a kill -9 loses no line that anyone has seen.
        file = new FileStream(
            path,
            goesOn ? FileMode.Append : FileMode.CreateNew,
            FileAccess.Write,
            FileShare.Read,
            bufferSize: 0
        );
        // What a kill has cut off may be half a line: it stays one of its own.
        if (goesOn)
            file.WriteByte((byte)'\n');
        (this.listeners, Mask, this.clock) = ([.. listeners], mask, clock);
    }

    /// <summary>Whatever else a run writes goes through it too.</summary>
    public SecretMask Mask { get; }

    /// <summary>Why the record is no longer written (a full disk), or null.</summary>
    public string? Lost { get; private set; }

    /// <summary>Listeners that failed, in the words that were said of them.</summary>
    public IReadOnlyList<string> Failed => failed;

    public void Write(RunEvent happened)
    {
        lock (turn)
        {
            var line = Mask.Apply(RecordJson.Line(happened with { At = clock.GetUtcNow() }));
            if (happened is not StepProgressed && Lost is null)
                Append(line);
            // Listeners hear what the file says, so that no secret has another way out.
            var told = RecordJson.Parse(line)!;
            foreach (var listener in listeners.ToArray())
                Tell(listener, told);
        }
    }

    public void Dispose() => file.Dispose();

    // What cannot be recorded must not keep changes from being undone: the run ends by itself, in order.
    private void Append(string line)
    {
        try
        {
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (IOException full)
        {
            Lost = $"the run cannot be recorded any further: {full.Message}";
        }
    }

    private void Tell(IRunListener listener, RunEvent happened)
    {
        try
        {
            listener.Hear(happened);
        }
        catch (Exception failure)
        {
            // A report only listens: what it cannot do is said once and changes no verdict.
            listeners.Remove(listener);
            failed.Add(
                $"the report {listener.GetType().Name} failed and was left out: {failure.Message}"
            );
            errors.WriteLine($"verify: {failed[^1]}");
        }
    }
}
