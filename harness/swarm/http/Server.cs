using System.Net;
using System.Net.Sockets;
using Verify.Instruments.Http;

namespace Verify.Swarm.Http;

/// <summary>The server under load, its name looked up once.</summary>
internal sealed class Server
{
    private readonly Endpoint endpoint;
    private readonly byte[] v4;
    private readonly byte[] v6;

    private Server(Endpoint endpoint, IPEndPoint at)
    {
        this.endpoint = endpoint;
        v4 = at.AddressFamily == AddressFamily.InterNetwork ? Bytes(at) : [];
        v6 = Bytes(new(at.Address.MapToIPv6(), at.Port));
    }

    public Uri Address => endpoint.Address;

    /// <exception cref="SocketException">The name leads nowhere.</exception>
    public static async Task<Server> FindAsync(Endpoint endpoint, CancellationToken ct)
    {
        if (endpoint.At is IPEndPoint known)
            return new(endpoint, known);
        var name = (DnsEndPoint)endpoint.At;
        var found = await Dns.GetHostAddressesAsync(name.Host, ct);
        // The one that a connection gets through to; none may, and then every viewer finds that out.
        foreach (var address in found)
            if (await AnswersAsync(new(address, name.Port), ct))
                return new(endpoint, new(address, name.Port));
        return new(endpoint, new(found[0], name.Port));
    }

    public ValueTask<Socket> OpenAsync() => endpoint.OpenAsync();

    public ValueTask<Socket> ConnectAsync(CancellationToken ct) => endpoint.ConnectAsync(ct);

    /// <returns>As connect(2) takes it, for a socket of this family.</returns>
    public byte[] AddressFor(Socket socket) =>
        socket.AddressFamily == AddressFamily.InterNetwork ? v4 : v6;

    private static async Task<bool> AnswersAsync(IPEndPoint at, CancellationToken ct)
    {
        using var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(at, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static byte[] Bytes(IPEndPoint at)
    {
        var address = at.Serialize();
        return address.Buffer[..address.Size].ToArray();
    }
}
