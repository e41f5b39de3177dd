using System.Globalization;

namespace Verify.Instruments.Workers;

/// <summary>Rows of /proc/PID/net/tcp and tcp6 (proc(5)): local address, remote address, state, ..., inode.</summary>
internal static class SocketTable
{
    private const int Local = 1;
    private const int Remote = 2;
    private const int Inode = 9;

    /// <returns>The inode of the accepted socket whose own port and peer's port are these, or null.</returns>
    public static long? ServerInode(string? table, int serverPort, int clientPort)
    {
        if (table is null)
            return null;
        var local = string.Create(CultureInfo.InvariantCulture, $":{serverPort:X4}");
        var remote = string.Create(CultureInfo.InvariantCulture, $":{clientPort:X4}");
        foreach (var row in table.AsSpan().EnumerateLines())
        {
            // Most rows are other people's: only one that names the port is taken apart.
            if (!row.Contains(remote, StringComparison.Ordinal))
                continue;
            var fields = row.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (
                fields.Length > Inode
                && fields[Local].EndsWith(local, StringComparison.Ordinal)
                && fields[Remote].EndsWith(remote, StringComparison.Ordinal)
                && long.TryParse(fields[Inode], CultureInfo.InvariantCulture, out var inode)
                && inode > 0
            )
                return inode;
        }
        return null;
    }
}
