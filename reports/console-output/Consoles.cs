using Verify.Reports.Tree;

namespace Verify.Reports.ConsoleOutput;

/// <summary>Picks how a run is told: live on a terminal, plain lines into anything else.</summary>
public static class Consoles
{
    public static IConsoleListener ForStandardOutput(string folder, TimeProvider clock) =>
        Terminal.OnStandardOutput() is { } terminal
            ? new LiveConsole(terminal.Output, folder, terminal.Width, terminal.Colours, clock)
            : new PlainConsole(Console.Out, folder);

    /// <summary>The summary alone, of a run that was told by somebody who did not live to its end.</summary>
    public static void Conclude(RunTree tree, string folder, bool json)
    {
        var lines = RunSummary.Lines(tree, folder);
        if (!json && Terminal.OnStandardOutput() is { } terminal)
            terminal.Output.Write(
                Screen.EraseLine + new Screen(terminal.Width, terminal.Colours).Render(lines)
            );
        else
            (json ? Console.Error : Console.Out).Write(
                string.Concat(lines.Select(line => line.Text + "\n"))
            );
    }

    /// <summary>For <c>--json</c>: standard output belongs to the one document, progress goes beside it.</summary>
    public static IConsoleListener ForStandardError(string folder) =>
        new PlainConsole(Console.Error, folder);
}
