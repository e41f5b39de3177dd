using System.Globalization;

namespace Verify.Origin.NixCache.Monitor;

/// <summary>Connections that are open to a port, from the kernel's own tables.</summary>
public static class Connections
{
    public static readonly IReadOnlyList<string> Tables =
    [
        "/proc/self/net/tcp",
        "/proc/self/net/tcp6",
    ];

    // TCP_ESTABLISHED of the kernel.
    private const string Established = "01";

    private const int LocalColumn = 1;
    private const int StateColumn = 3;

    /// <summary>Those of this network namespace.</summary>
    public static int Count(int port) =>
        Tables.Where(File.Exists).Sum(table => Count(File.ReadLines(table), port));

    /// <param name="table">Lines of /proc/net/tcp, its head included.</param>
    public static int Count(IEnumerable<string> table, int port) =>
        table
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(words =>
                words.Length > StateColumn
                && words[StateColumn] == Established
                && words[LocalColumn].Split(':') is [_, var local]
                && int.TryParse(
                    local,
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                && number == port
            );
}
