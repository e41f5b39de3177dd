using System.Net;
using System.Net.Sockets;
using System.Text;
using Verify.Instruments.Http;

namespace Verify.Tests.Servers;

/// <summary>A TCP server whose every byte the test decides.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly Socket listener = new(
        AddressFamily.InterNetwork,
        SocketType.Stream,
        ProtocolType.Tcp
    );
    private readonly CancellationTokenSource stop = new();
    private readonly Func<Connection, CancellationToken, Task> serve;
    private readonly Task accepting;

    private RawServer(Func<Connection, CancellationToken, Task> serve)
    {
        this.serve = serve;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/");

    /// <summary>Serves each connection with a delegate that sees the connection's number.</summary>
    public static RawServer Start(Func<Connection, CancellationToken, Task> serve) => new(serve);

    /// <summary>Answers each request with bytes made from its target and its connection's number.</summary>
    public static RawServer Answering(Func<string, int, byte[]> answer) =>
        Answering(answer, _ => TimeSpan.Zero);

    /// <summary>Answers each request as long after it came as its target says.</summary>
    public static RawServer Answering(
        Func<string, int, byte[]> answer,
        Func<string, TimeSpan> after
    ) =>
        new(
            async (connection, ct) =>
            {
                while (await connection.TargetAsync(ct) is { } target)
                {
                    await Task.Delay(after(target), ct);
                    await connection.WriteAsync(answer(target, connection.Number), ct);
                }
            }
        );

    public static byte[] Ok(ReadOnlySpan<byte> body, string headers = "") =>
        [
            .. Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{headers}\r\n"
            ),
            .. body,
        ];

    public static byte[] NotFound() =>
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    public Endpoint Endpoint(string name) => Verify.Instruments.Http.Endpoint.Direct(name, Address);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            for (var number = 0; ; number++)
            {
                var socket = await listener.AcceptAsync(stop.Token);
                serving.Add(ServeAsync(new Connection(socket, number)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Connection connection)
    {
        using var ended = connection;
        // Off the accepting loop at once, whatever the test's delegate does.
        await Task.Yield();
        try
        {
            await this.serve(connection, stop.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or SocketException) { }
    }

    /// <summary>The server's end of one connection.</summary>
    internal sealed class Connection(Socket socket, int number) : IDisposable
    {
        private readonly byte[] buffer = new byte[4096];

        public int Number => number;

        /// <returns>The target of the next request, or null at the end.</returns>
        public async Task<string?> TargetAsync(CancellationToken ct)
        {
            var length = 0;
            while (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
                if (read == 0)
                    return null;
                length += read;
            }
            return Encoding.ASCII.GetString(buffer, 0, length).Split(' ')[1];
        }

        public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            while (!bytes.IsEmpty)
                bytes = bytes[await socket.SendAsync(bytes, ct)..];
        }

        public void Dispose() => socket.Dispose();
    }
}
