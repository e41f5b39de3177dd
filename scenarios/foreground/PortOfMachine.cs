using System.Net;
using System.Net.Sockets;

namespace Verify.Scenarios.Foreground;

/// <summary>A port of this machine's own, where what runs in the foreground listens.</summary>
internal static class PortOfMachine
{
    /// <exception cref="CannotRun">Something listens there.</exception>
    public static void MustBeFree(int port, string wanted)
    {
        using var socket = new Socket(
            AddressFamily.InterNetwork,
            SocketType.Stream,
            ProtocolType.Tcp
        );
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
        }
        catch (SocketException taken)
        {
            throw new CannotRun(
                $"Port {port}, which {wanted} listens on, is taken ({taken.Message.ToLowerInvariant()}): see ss -ltnp 'sport = :{port}'.\nStop what listens there and try again.",
                taken
            );
        }
    }
}
