using System.Net;
using System.Net.Sockets;

namespace Verify.Instruments.Http;

/// <summary>A server as its clients see it: a name, an address, and where and how a connection to it is opened.</summary>
/// <param name="Name">What it is called in the report: baseline, candidate, control.</param>
/// <param name="Address">Its base address, such as http://127.0.0.1:17080/.</param>
/// <param name="At">Where a connection leads to; the address need not be one that resolves to it.</param>
/// <param name="OpenAsync">
/// Makes a TCP socket that is not connected yet. A lab puts each server into a network of its own, all of them at the
/// same loopback address, so that configurations run unmodified side by side; the socket is made inside that network.
/// </param>
public sealed record Endpoint(
    string Name,
    Uri Address,
    EndPoint At,
    Func<ValueTask<Socket>> OpenAsync
)
{
    /// <summary>https without asking who signed the certificate.</summary>
    public bool TrustsAnyCertificate { get; init; }

    /// <summary>A server that is reached as any other program would reach it.</summary>
    public static Endpoint Direct(string name, Uri address) =>
        new(
            name,
            address,
            new DnsEndPoint(address.DnsSafeHost, address.Port),
            () => ValueTask.FromResult(new Socket(SocketType.Stream, ProtocolType.Tcp))
        );

    public async ValueTask<Socket> ConnectAsync(CancellationToken ct)
    {
        var socket = await OpenAsync();
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(At, ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
