using System.Globalization;

namespace Verify.Scenarios;

/// <summary>How many files, sockets among them, a process may have open.</summary>
internal static class OpenFiles
{
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
