using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Verify.Tests.Servers;

/// <summary>A client that types its commands, a line each, as with a telnet.</summary>
internal sealed class LineClient : IDisposable
{
    private readonly TcpClient client;
    private readonly StreamReader answers;

    private LineClient(TcpClient client) =>
        (this.client, answers) = (client, new(client.GetStream(), Encoding.UTF8));

    public static async Task<LineClient> ConnectAsync(int port, CancellationToken ct)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, ct);
        return new(client);
    }

    public async Task SendAsync(string lines, CancellationToken ct) =>
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(lines + "\r\n"), ct);

    /// <returns>Null at the end.</returns>
    public async Task<string?> AnswerAsync(CancellationToken ct) => await answers.ReadLineAsync(ct);

    public async Task<string?> AskAsync(string line, CancellationToken ct)
    {
        await SendAsync(line, ct);
        return await AnswerAsync(ct);
    }

    public void Dispose()
    {
        answers.Dispose();
        client.Dispose();
    }
}
