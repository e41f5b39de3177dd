using System.Text;

namespace Verify.Engine;

/// <summary>The append-only run.jsonl and those who listen to it; the one place where events are stamped and masked.</summary>
public sealed class RecordWriter : IDisposable
{
    private readonly Lock turn = new();
    private readonly FileStream file;
    private readonly List<IRunListener> listeners;
    private readonly SecretMask mask;
    private readonly TimeProvider clock;

    public RecordWriter(
        string path,
        IEnumerable<IRunListener> listeners,
        SecretMask mask,
        TimeProvider clock
    )
    {
        // Written straight through: a kill -9 loses no line that anyone has seen.
        file = new FileStream(
            path,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.Read,
            bufferSize: 0
        );
        (this.listeners, this.mask, this.clock) = ([.. listeners], mask, clock);
    }

    public void Write(RunEvent happened)
    {
        lock (turn)
        {
            var line = mask.Apply(RecordJson.Line(happened with { At = clock.GetUtcNow() }));
            if (happened is not StepProgressed)
                file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            // Listeners hear what the file says, so that no secret has another way out.
            var told = RecordJson.Parse(line)!;
            foreach (var listener in listeners.ToArray())
                Tell(listener, told);
        }
    }

    public void Dispose() => file.Dispose();

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
            Console.Error.WriteLine(
                $"verify: the report {listener.GetType().Name} failed and was left out: {failure.Message}"
            );
        }
    }
}
