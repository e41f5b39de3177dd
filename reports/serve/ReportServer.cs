using System.Net;
using System.Net.Sockets;
using Verify.Engine;

namespace Verify.Reports.Serve;

/// <summary>Serves the files of one folder on loopback, to look at: nothing else, to nobody else.</summary>
public sealed class ReportServer : IDisposable
{
    // A free port can be taken by another between being found and being used.
    private const int Tries = 5;

    private readonly HttpListener listener;
    private readonly StaticFiles files;

    private ReportServer(HttpListener listener, StaticFiles files, int port) =>
        (this.listener, this.files, Port) = (listener, files, port);

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <param name="port">Null for any that is free.</param>
    /// <exception cref="CannotRun">The port is taken, or not this user's to take.</exception>
    public static ReportServer Start(string folder, int? port)
    {
        for (var left = Tries; ; left--)
        {
            var number = port ?? FreePort();
            var listener = new HttpListener { IgnoreWriteExceptions = true };
            listener.Prefixes.Add($"http://127.0.0.1:{number}/");
            try
            {
                listener.Start();
                return new(listener, new(folder), number);
            }
            catch (Exception refused) when (refused is HttpListenerException or SocketException)
            {
                listener.Close();
                if (port is null && left > 0)
                    continue;
                throw new CannotRun(
                    $"Cannot listen on port {number} of 127.0.0.1: {refused.Message}.\nChoose another with --port N, or omit --port to use any free port.",
                    refused
                );
            }
        }
    }

    /// <summary>Answers until it is told to stop.</summary>
    public async Task UntilAsync(CancellationToken ct)
    {
        using var stop = ct.Register(listener.Stop);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var asked = await listener.GetContextAsync();
                // One slow reader holds up nobody else.
                _ = Task.Run(() => files.AnswerAsync(asked, ct), CancellationToken.None);
            }
            catch (Exception stopped)
                when (ct.IsCancellationRequested
                    && stopped is HttpListenerException or ObjectDisposedException
                )
            {
                return;
            }
        }
    }

    public void Dispose() => listener.Close();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
