namespace Verify.Reports;

/// <summary>Picks how a run is told: live on a terminal, plain lines into anything else.</summary>
public static class Consoles
{
    public static IConsoleListener ForStandardOutput(string folder, TimeProvider clock) =>
        Terminal.OnStandardOutput() is { } terminal
            ? new LiveConsole(terminal.Output, folder, terminal.Width, terminal.Colours, clock)
            : new PlainConsole(Console.Out, folder);

    /// <summary>For <c>--json</c>: standard output belongs to the one document, progress goes beside it.</summary>
    public static IConsoleListener ForStandardError(string folder) =>
        new PlainConsole(Console.Error, folder);
}
