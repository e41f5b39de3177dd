namespace Verify.Reports;

/// <summary>Picks how a run is told: live on a terminal, plain lines into anything else.</summary>
public static class Consoles
{
    // A terminal that does not know its width (a serial line) is taken for the usual one.
    private const int UsualWidth = 80;

    public static IConsoleListener ForStandardOutput(string folder, TimeProvider clock) =>
        Console.IsOutputRedirected || !UnderstandsEscapes()
            ? new PlainConsole(Console.Out, folder)
            : new LiveConsole(Console.Out, folder, Width, WantsColours(), clock);

    /// <summary>For <c>--json</c>: standard output belongs to the one document, progress goes beside it.</summary>
    public static IConsoleListener ForStandardError(string folder) =>
        new PlainConsole(Console.Error, folder);

    private static bool UnderstandsEscapes() =>
        OperatingSystem.IsWindows()
        || Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    private static bool WantsColours() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private static int Width()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : UsualWidth;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return UsualWidth;
        }
    }
}
