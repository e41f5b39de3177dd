using System.Net.Sockets;
using System.Text;
using Verify.Instruments.Http;

namespace Verify.Tests.Swarm;

/// <summary>
/// The plainest client there is, on a thread of its own, beside a swarm: where even its latencies are not those of the
/// server's log, the machine is too busy to tell.
/// </summary>
internal sealed class ControlClient : IDisposable
{
    public const string Target = "/control.ts";

    private readonly Socket socket;
    private readonly List<TimeSpan> latencies = [];
    private volatile bool over;

    private ControlClient(Socket socket) => this.socket = socket;

    public static async Task<ControlClient> StartAsync(Endpoint endpoint, CancellationToken ct)
    {
        var client = new ControlClient(await endpoint.ConnectAsync(ct));
        new Thread(client.Ask) { IsBackground = true }.Start();
        return client;
    }

    /// <summary>What it saw until now.</summary>
    public IReadOnlyList<TimeSpan> Latencies
    {
        get
        {
            lock (latencies)
                return [.. latencies];
        }
    }

    public void Dispose()
    {
        over = true;
        socket.Dispose();
    }

    private void Ask()
    {
        var request = Encoding.ASCII.GetBytes($"GET {Target} HTTP/1.1\r\nHost: control\r\n\r\n");
        var buffer = new byte[16 * 1024];
        try
        {
            while (!over)
            {
                var sent = Instant.Now;
                socket.Send(request);
                if (socket.Receive(buffer) == 0)
                    return;
                var latency = Instant.Now - sent;
                lock (latencies)
                    latencies.Add(latency);
            }
        }
        catch (SocketException)
        {
            // Closed from either side: it has seen what it has seen.
        }
        catch (ObjectDisposedException)
        {
            // The same, between two requests.
        }
    }
}
