using System.Net;
using System.Net.Sockets;

namespace Verify.Instruments.Gates;

/// <summary>Where a gate stands: the server behind it, and the address before it.</summary>
public sealed record GatePlace(EndPoint Server)
{
    /// <summary>Where clients connect to; port 0 for any free one.</summary>
    public IPEndPoint At { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Makes the socket that clients connect to, inside their network where they have one of their own.</summary>
    public Func<ValueTask<Socket>> ListeningSocket { get; init; } = Tcp;

    /// <summary>Makes the sockets that lead to the server, inside its network where it has one of its own.</summary>
    public Func<ValueTask<Socket>> ServerSocket { get; init; } = Tcp;

    /// <summary>In front of a server on this machine, or in this lab.</summary>
    public static GatePlace Before(int port) => new(new IPEndPoint(IPAddress.Loopback, port));

    internal async Task<Socket> ConnectAsync(CancellationToken ct)
    {
        var socket = await ServerSocket();
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(Server, ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static ValueTask<Socket> Tcp() =>
        ValueTask.FromResult(
            new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        );
}
