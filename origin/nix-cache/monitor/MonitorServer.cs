using System.Net;
using System.Net.Sockets;
using System.Text;
using Verify.Engine;

namespace Verify.Origin.NixCache.Monitor;

/// <summary>Gives Prometheus the figures, on loopback alone: http://127.0.0.1:PORT/metrics.</summary>
public sealed class MonitorServer : IDisposable
{
    public const int DefaultPort = 9500;

    private const string Path = "/metrics";
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly HttpListener listener = new() { IgnoreWriteExceptions = true };
    private readonly Func<string> text;

    /// <param name="text">What was observed last.</param>
    /// <exception cref="CannotRun">The port is taken.</exception>
    public MonitorServer(Func<string> text, int port)
    {
        this.text = text;
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        try
        {
            listener.Start();
        }
        catch (Exception refused) when (refused is HttpListenerException or SocketException)
        {
            listener.Close();
            throw new CannotRun(
                $"Cannot listen on port {port} of 127.0.0.1: {refused.Message}.\nChoose another with --listen PORT.",
                refused
            );
        }
    }

    /// <summary>Answers until it is told to stop, one question after the other.</summary>
    public async Task UntilAsync(CancellationToken ct)
    {
        using var stop = ct.Register(listener.Stop);
        while (!ct.IsCancellationRequested)
            try
            {
                await AnswerAsync(await listener.GetContextAsync(), ct);
            }
            catch (Exception stopped)
                when (ct.IsCancellationRequested
                    && stopped
                        is HttpListenerException
                            or ObjectDisposedException
                            or OperationCanceledException
                )
            {
                return;
            }
    }

    public void Dispose() => listener.Close();

    private async Task AnswerAsync(HttpListenerContext asked, CancellationToken ct)
    {
        var isKnown = asked.Request.Url?.AbsolutePath == Path;
        var answer = isKnown ? text() : $"Ask for {Path}.\n";
        asked.Response.StatusCode = isKnown ? 200 : 404;
        asked.Response.ContentType = ContentType;
        await asked.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer), ct);
        asked.Response.Close();
    }
}
