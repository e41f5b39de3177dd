namespace Verify.Reports.ConsoleOutput;

/// <summary>A terminal that understands escape codes.</summary>
/// <param name="Width">Its columns now; a window can be resized.</param>
/// <param name="Colours">False where NO_COLOR asks for none.</param>
public sealed record Terminal(TextWriter Output, Func<int> Width, bool Colours)
{
    // A terminal that does not know its width (a serial line) is taken for the usual one.
    private const int UsualWidth = 80;

    /// <summary>Null where standard output leads to a pipe, a file, or a terminal that only prints.</summary>
    public static Terminal? OnStandardOutput() =>
        Console.IsOutputRedirected ? null : On(Console.Out);

    /// <summary>Null where standard error leads to a pipe, a file, or a terminal that only prints.</summary>
    public static Terminal? OnStandardError() =>
        Console.IsErrorRedirected ? null : On(Console.Error);

    private static Terminal? On(TextWriter output) =>
        UnderstandsEscapes() ? new(output, WidthNow, WantsColours()) : null;

    private static bool UnderstandsEscapes() =>
        OperatingSystem.IsWindows()
        || Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    private static bool WantsColours() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private static int WidthNow()
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
