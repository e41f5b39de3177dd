using Verify.Engine.Record;

namespace Verify.Reports.ConsoleOutput;

/// <summary>Plain lines for a pipe or a file: no escape codes, a step when it has ended.</summary>
/// <param name="folder">The run's folder, named in the summary.</param>
public sealed class PlainConsole(TextWriter output, string folder) : IConsoleListener
{
    private readonly QuietWriter output = new(output);
    private readonly Transcript transcript = new(folder);
    private readonly Lock gate = new();

    public void Hear(RunEvent happened)
    {
        lock (gate)
        {
            this.output.Write(
                string.Concat(transcript.Tell(happened).Select(line => line.Text + "\n"))
            );
        }
    }

    // Every line was flushed as it was written, and the output is the caller's.
    public void Dispose() { }
}
