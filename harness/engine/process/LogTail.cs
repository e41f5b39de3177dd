namespace Verify.Engine;

/// <summary>The last lines of a log, so that an endless one does not grow the memory.</summary>
internal sealed class LogTail
{
    // Enough to see why something died; whole logs are files.
    private const int MostLines = 400;

    private readonly Queue<string> lines = new();

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > MostLines)
                lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (lines)
            return string.Join('\n', lines);
    }
}
