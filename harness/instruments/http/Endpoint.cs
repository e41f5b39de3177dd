using System.Net.Sockets;

namespace Verify.Instruments;

/// <summary>A server as its clients see it: a name, an address, and how a connection to it is opened.</summary>
/// <param name="Name">What it is called in the report: baseline, candidate, control.</param>
/// <param name="Address">Its base address, such as http://127.0.0.1:17080/.</param>
/// <param name="ConnectAsync">
/// Opens a connected TCP socket. A lab puts each server into a network of its own, all of them at the same
/// loopback address, so that configurations run unmodified side by side; the socket is made inside that network.
/// </param>
public sealed record Endpoint(
    string Name,
    Uri Address,
    Func<CancellationToken, ValueTask<Socket>> ConnectAsync
)
{
    /// <summary>A server that is reached as any other program would reach it.</summary>
    public static Endpoint Direct(string name, Uri address) =>
        new(
            name,
            address,
            async ct =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(address.Host, address.Port, ct);
                    return socket;
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            }
        );
}
