using System.Net;
using System.Net.Sockets;

namespace Verify.Tests.Scripts;

/// <summary>A server on loopback that answers every request alike, each on a connection of its own.</summary>
internal sealed class AnsweringServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] answer;
    private int answered;

    public AnsweringServer(int status)
    {
        answer = System.Text.Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status} Said\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
        );
        listener.Start();
        _ = ServeAsync();
    }

    public string Address => $"http://{listener.LocalEndpoint}";

    public int Answered => answered;

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, leaveOpen: true);
                while (await reader.ReadLineAsync() is { Length: > 0 }) { }
                await stream.WriteAsync(answer);
                answered++;
            }
        }
        catch (Exception ended)
            when (ended is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
