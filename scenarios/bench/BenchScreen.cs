using System.Diagnostics;

namespace Verify.Scenarios.Bench;

/// <summary>Where a bench has got to, on standard error: one line that is rewritten on a terminal, plain lines elsewhere.</summary>
internal sealed class BenchScreen
{
    private static readonly bool IsTerminal = !Console.IsErrorRedirected;

    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>Something that takes a while begins.</summary>
    public void Begin(string what)
    {
        if (IsTerminal)
            Show(what);
        else
            Console.Error.WriteLine(Line(what));
    }

    /// <summary>It has got somewhere; only said where lines can be rewritten.</summary>
    public void Show(string what)
    {
        if (IsTerminal)
            Console.Error.Write($"{Erase}{Line(what)}");
    }

    /// <summary>A figure is there: said at once, so that whatever happens later, it has been said.</summary>
    public void Done(BenchFigure figure)
    {
        Clear();
        Console.Error.WriteLine(Line($"{figure.Name}: {figure.Engine}: {figure.Verdict}"));
    }

    public static void Clear()
    {
        if (IsTerminal)
            Console.Error.Write(Erase);
    }

    private const string Erase = "\r\u001b[K";

    private string Line(string what) => $"{clock.Elapsed:mm\\:ss}  {what}";
}
