namespace Verify.Engine.Programs;

/// <summary>The last lines of a log, so that an endless one does not grow the memory.</summary>
internal sealed class LogTail
{
    // Enough to see why something died; whole logs are files.
    private const int MostLines = 400;

    private readonly Queue<string> lines = new();
    private long heard;

    /// <summary>How many lines there have been.</summary>
    public long Heard
    {
        get
        {
            lock (lines)
                return heard;
        }
    }

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (lines)
        {
            heard++;
            lines.Enqueue(line);
            if (lines.Count > MostLines)
                lines.Dequeue();
        }
    }

    /// <summary>Those after so many, as far as they are kept.</summary>
    public IReadOnlyList<string> Since(long mark)
    {
        lock (lines)
            return [.. lines.TakeLast((int)Math.Min(heard - mark, lines.Count))];
    }

    public override string ToString()
    {
        lock (lines)
            return string.Join('\n', lines);
    }
}
