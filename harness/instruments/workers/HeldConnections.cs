using System.Globalization;

namespace Verify.Instruments.Workers;

/// <summary>The client connections that a process still has open: what keeps an old worker alive.</summary>
public static class HeldConnections
{
    private const int Local = 1;
    private const int Remote = 2;
    private const int State = 3;
    private const int Inode = 9;
    private const string Established = "01";

    /// <summary>Each as "port 80 from client port 51234".</summary>
    public static IReadOnlyList<string> Of(int pid)
    {
        try
        {
            var held = Directory
                .EnumerateFiles($"/proc/{pid}/fd")
                .Select(link => new FileInfo(link).LinkTarget)
                .ToHashSet();
            return
            [
                .. new[] { "tcp", "tcp6" }
                    .SelectMany(table => File.ReadLines($"/proc/{pid}/net/{table}").Skip(1))
                    .Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Where(row => row[State] == Established)
                    .Where(row => held.Contains($"socket:[{row[Inode]}]"))
                    .Select(row => $"port {Port(row[Local])} from client port {Port(row[Remote])}"),
            ];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static int Port(string address) =>
        int.Parse(
            address.AsSpan(address.LastIndexOf(':') + 1),
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture
        );
}
