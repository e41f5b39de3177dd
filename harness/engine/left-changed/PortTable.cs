using System.Globalization;
using System.Net;

namespace Verify.Engine.LeftChanged;

/// <summary>What is listened at, in the program's own network and in those of the run's processes.</summary>
/// <remarks>Source: proc(5), /proc/[pid]/net; a socket's state is a number of the kernel's tcp_states.h.</remarks>
internal static class PortTable
{
    public const string Kind = "port";

    private const string Listening = "0A";
    private const string Unconnected = "07";
    private const string NoRemote = ":0000";

    // net.h: __SO_ACCEPTCON, a socket that listens; unix sockets have it among their flags.
    private const int AcceptsConnections = 0x10000;

    /// <param name="processes">Whose networks are looked into, beside this program's own.</param>
    /// <param name="heldOnly">Only what is held by them or by this program; else whatever listens there.</param>
    public static Fingerprint Look(IReadOnlyList<SeenProcess> processes, bool heldOnly)
    {
        var own = Environment.ProcessId;
        var holders = new Dictionary<string, string>(StringComparer.Ordinal);
        var networks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (
            var (id, name) in processes
                .Select(one => (one.Id, one.Name))
                .Prepend((own, "this program"))
        )
        {
            if (Link($"/proc/{id}/ns/net") is { } network)
                networks.TryAdd(network, id);
            foreach (var socket in Sockets(id))
                holders.TryAdd(socket, $"{name}, {id}");
        }
        var things = new Dictionary<string, Thing>(StringComparer.Ordinal);
        foreach (var (network, id) in networks)
        foreach (var (place, socket) in Places(id))
            if (holders.TryGetValue(socket, out var holder) || !heldOnly)
                // Other networks have the same places once more.
                things.TryAdd(
                    id == own ? $"{Kind} {place}" : $"{Kind} {place} {network}",
                    new($"port {place}{(holder is null ? "" : $" ({holder})")}")
                );
        return new(things);
    }

    private static IEnumerable<(string Place, string Socket)> Places(int pid)
    {
        var (lowest, highest) = Ephemeral();
        return Rows(pid, "tcp")
            .Concat(Rows(pid, "tcp6"))
            .Where(row => row.Fields[3] == Listening)
            // What a client asks from is no place where anybody listens, even if it has no partner for the moment.
            .Concat(
                Rows(pid, "udp")
                    .Concat(Rows(pid, "udp6"))
                    .Where(row =>
                        row.Fields[3] == Unconnected
                        && row.Fields[2].EndsWith(NoRemote, StringComparison.Ordinal)
                        && (
                            Address(row.Fields[1]).Port is var port
                            && (port < lowest || port > highest)
                        )
                    )
            )
            .Select(row => ($"{row.Table} {Address(row.Fields[1])}", row.Fields[9]))
            .Concat(
                Rows(pid, "unix")
                    .Where(row =>
                        row.Fields.Length > 7
                        && (
                            int.Parse(
                                row.Fields[3],
                                NumberStyles.HexNumber,
                                CultureInfo.InvariantCulture
                            ) & AcceptsConnections
                        ) != 0
                    )
                    .Select(row => ($"unix {string.Join(' ', row.Fields[7..])}", row.Fields[6]))
            );
    }

    private static IEnumerable<(string Table, string[] Fields)> Rows(int pid, string table) =>
        Lines($"/proc/{pid}/net/{table}")
            .Skip(1)
            .Select(line => (table, line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    // Words of 32 bits, each with its bytes as the machine has them, and the port: "0100007F:42B8".
    internal static IPEndPoint Address(string text)
    {
        var colon = text.IndexOf(':');
        var bytes = Convert.FromHexString(text[..colon]);
        if (BitConverter.IsLittleEndian)
            for (var word = 0; word < bytes.Length; word += 4)
                Array.Reverse(bytes, word, 4);
        return new(
            new IPAddress(bytes),
            int.Parse(text[(colon + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        );
    }

    private static (int Lowest, int Highest) Ephemeral() =>
        Lines("/proc/sys/net/ipv4/ip_local_port_range") is [var range, ..]
        && range.Split('\t') is [var lowest, var highest]
            ? (
                int.Parse(lowest, CultureInfo.InvariantCulture),
                int.Parse(highest, CultureInfo.InvariantCulture)
            )
            : (IPEndPoint.MaxPort, 0);

    private static IEnumerable<string> Sockets(int pid)
    {
        const string socket = "socket:[";
        foreach (var open in Open(pid))
            if (Link(open) is { } target && target.StartsWith(socket, StringComparison.Ordinal))
                yield return target[socket.Length..^1];
    }

    private static string[] Open(int pid) => Try(() => Directory.GetFiles($"/proc/{pid}/fd")) ?? [];

    private static string[] Lines(string path) => Try(() => File.ReadAllLines(path)) ?? [];

    private static string? Link(string path) => Try(() => new FileInfo(path).LinkTarget);

    private static T? Try<T>(Func<T?> look)
        where T : class
    {
        try
        {
            return look();
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // Ended while it was looked at, or another user's.
            return null;
        }
    }
}
