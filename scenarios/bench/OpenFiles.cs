using System.Globalization;

namespace Verify.Scenarios;

/// <summary>How many files, sockets among them, a process may have open.</summary>
internal static class OpenFiles
{
    // A viewer has a connection, and a second one once its first was busy when the playlist was due: half of them, to be safe.
    private const double OfAViewer = 1.5;

    // What the program has open besides (assemblies, pipes, files that it reads), and room for what a viewer opens anew
    // before the old one is gone: the runtime itself does not outlive a file that it cannot open.
    private const int OfTheProgram = 1000;

    /// <summary>How many of so many viewers can be connected at the same time.</summary>
    public static int Viewers(int wanted) =>
        Limit is { } limit ? (int)Math.Min(wanted, (limit - OfTheProgram) / OfAViewer) : wanted;

    /// <summary>How many files so many viewers take.</summary>
    public static int Of(int viewers) => (int)(viewers * OfAViewer) + OfTheProgram;

    /// <summary>Null where there is no limit, or none is told.</summary>
    public static long? Limit =>
        File.ReadLines("/proc/self/limits")
            .Where(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3])
            .Select(soft =>
                long.TryParse(soft, CultureInfo.InvariantCulture, out var count)
                    ? count
                    : (long?)null
            )
            .FirstOrDefault();
}
