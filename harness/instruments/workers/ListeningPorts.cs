using System.Globalization;

namespace Verify.Instruments.Workers;

/// <summary>The TCP ports that a process takes connections on.</summary>
public static class ListeningPorts
{
    private const int Local = 1;
    private const int State = 3;
    private const int Inode = 9;
    private const string Listen = "0A";

    public static IReadOnlyList<int> Of(int pid)
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
                    .Where(row => row[State] == Listen && held.Contains($"socket:[{row[Inode]}]"))
                    .Select(row => Port(row[Local]))
                    .Distinct()
                    .Order(),
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
