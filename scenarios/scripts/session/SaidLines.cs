using System.Text;

namespace Verify.Scripts.Session;

/// <summary>What a body says: kept as far as a person would read it, however much it is.</summary>
internal sealed class SaidLines : TextWriter
{
    private const int MostLines = 2000;
    private const int LongestLine = 2000;

    private readonly Lock turn = new();
    private readonly List<string> lines = [];
    private readonly StringBuilder open = new();
    private long count;

    public override Encoding Encoding => Encoding.UTF8;

    public bool IsEmpty => count == 0;

    public void Add(string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            lock (turn)
                if (count++ < MostLines)
                    lines.Add(line.Length > LongestLine ? $"{line[..LongestLine]} ..." : line);
    }

    // The console's own words, should a script find a way to them.
    public override void Write(char value)
    {
        lock (turn)
        {
            if (value != '\n')
            {
                if (open.Length < LongestLine)
                    open.Append(value);
                return;
            }
            Add($"{open}");
            open.Clear();
        }
    }

    public override string ToString()
    {
        lock (turn)
            return string.Join(
                '\n',
                count > MostLines ? [.. lines, $"... and {count - MostLines} lines more"] : lines
            );
    }
}
