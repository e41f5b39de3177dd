namespace Verify.Reports.ConsoleOutput;

/// <summary>A few lines at the bottom of a terminal that are drawn over again in place; disposing it clears them.</summary>
public sealed class LiveBlock(Terminal terminal) : IDisposable
{
    private const string HideCursor = "\u001b[?25l";
    private const string ShowCursor = "\u001b[?25h";
    private const string EraseRest = "\u001b[K";
    private const string EraseBelow = "\u001b[J";

    private readonly QuietWriter output = new(terminal.Output);
    private readonly Screen screen = new(terminal.Width, terminal.Colours);
    private int rows;

    /// <summary>One write for all of it: each row is written over, none is blank in between.</summary>
    public void Draw(IReadOnlyList<ConsoleLine> lines)
    {
        var text = screen.Render(lines);
        output.Write(HideCursor + ToTop() + text.Replace("\n", EraseRest + "\n") + EraseBelow);
        rows = text.Count(c => c == '\n');
    }

    public void Dispose()
    {
        output.Write(ToTop() + EraseBelow + ShowCursor);
        rows = 0;
    }

    private string ToTop() => rows == 0 ? "\r" : $"\r\u001b[{rows}A";
}
