using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Verify.Instruments.Http;

/// <summary>
/// One connection to an endpoint, one exchange at a time. Which connection a request goes over decides which
/// worker answers it, so a measurement owns its connections and shares none through a pool.
/// </summary>
public sealed class HttpConnection : IAsyncDisposable
{
    private readonly Stream stream;
    private readonly string host;
    private readonly string? credentials;

    private HttpConnection(Stream stream, Socket socket, Uri address)
    {
        this.stream = stream;
        (this.host, credentials) = (address.Authority, BasicCredentials.Of(address));
        ClientPort = (socket.LocalEndPoint as IPEndPoint)?.Port ?? 0;
        ServerPort = (socket.RemoteEndPoint as IPEndPoint)?.Port ?? 0;
    }

    public int ClientPort { get; }

    public int ServerPort { get; }

    /// <summary>Whether another request can be sent on it.</summary>
    public bool Reusable { get; private set; } = true;

    /// <summary>How many answers it has carried.</summary>
    public int Answers { get; private set; }

    /// <exception cref="ExchangeFailed">Refused, unreachable, TLS not agreed, or not within the time.</exception>
    public static async Task<HttpConnection> OpenAsync(
        Endpoint endpoint,
        TimeSpan timeout,
        CancellationToken ct
    )
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(timeout);
        Stream? stream = null;
        try
        {
            var socket = await endpoint.ConnectAsync(limited.Token);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (endpoint.Address.Scheme == Uri.UriSchemeHttps)
            {
                // The user has said so: a server that is being tried out need not have a certificate of its name.
#pragma warning disable CA5359
                var tls = endpoint.TrustsAnyCertificate
                    ? new SslStream(stream, leaveInnerStreamOpen: false, (_, _, _, _) => true)
                    : new SslStream(stream);
#pragma warning restore CA5359
                stream = tls;
                await tls.AuthenticateAsClientAsync(
                    new SslClientAuthenticationOptions { TargetHost = endpoint.Address.Host },
                    limited.Token
                );
            }
            return new HttpConnection(stream, socket, endpoint.Address);
        }
        catch (Exception failure)
        {
            if (stream is not null)
                await stream.DisposeAsync();
            ct.ThrowIfCancellationRequested();
            throw failure is OperationCanceledException
                ? new ExchangeFailed(
                    HttpFault.Timeout,
                    $"no connection to {endpoint.Address.Authority} in {timeout}"
                )
                : new ExchangeFailed(HttpFault.Connect, failure.Message, failure);
        }
    }

    /// <summary>Sends a request and reads the whole answer; the body is kept unless <paramref name="part"/> takes it.</summary>
    /// <exception cref="ExchangeFailed">No whole answer; the connection is of no further use.</exception>
    public async Task<HttpAnswer> SendAsync(
        HttpAsk ask,
        TimeSpan timeout,
        HttpLimits limits,
        BodyPart? part,
        CancellationToken ct
    )
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(timeout);
        Reusable = false;
        try
        {
            return await ExchangeAsync(ask, limits, part, limited.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new ExchangeFailed(
                HttpFault.Timeout,
                $"no whole answer to {ask.Method} {ask.Target} within {timeout.TotalSeconds} s",
                late
            );
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            throw new ExchangeFailed(HttpFault.Reset, broken.Message, broken);
        }
    }

    public ValueTask DisposeAsync() => this.stream.DisposeAsync();

    private async Task<HttpAnswer> ExchangeAsync(
        HttpAsk ask,
        HttpLimits limits,
        BodyPart? part,
        CancellationToken ct
    )
    {
        var received = new ReceivedAnswer(ask.Method == "HEAD", limits, part);
        var request = ask.Bytes(this.host, credentials);
        var sent = Instant.Now;
        await this.stream.WriteAsync(request, ct);
        var answer = await received.ReadAsync(this.stream, sent, ct);
        Reusable = received.IsKept;
        Answers++;
        return answer;
    }
}
