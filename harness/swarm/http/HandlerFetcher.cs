using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Verify.Instruments.Http;
using Verify.Swarm.Exchange;
using Verify.Swarm.Tally;

namespace Verify.Swarm.Http;

/// <summary>https, and whatever else .NET speaks: a viewer's own handler, so that no two viewers share a connection.</summary>
internal sealed class HandlerFetcher : IFetcher
{
    private const int PartSize = 64 * 1024;

    private readonly HttpMessageInvoker invoker;
    private readonly SwarmPlan plan;
    private readonly SwarmTally tally;

    public HandlerFetcher(Server server, SwarmPlan plan, SwarmTally tally)
    {
        (this.plan, this.tally) = (plan, tally);
        invoker = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                UseCookies = false,
                UseProxy = false,
                MaxConnectionsPerServer = 1,
                MaxResponseHeadersLength = HttpLimits.Default.Head / 1024,
                ConnectTimeout = plan.Timeout,
                PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
                SslOptions = Trust(plan),
                ConnectCallback = async (_, ct) =>
                {
                    var stream = new NetworkStream(await server.ConnectAsync(ct), ownsSocket: true);
                    Interlocked.Increment(ref tally.Connections);
                    return stream;
                },
            }
        );
    }

    public bool IsWaiting { get; private set; }

    public async ValueTask<Answer> GetAsync(Request request, BodyUse use)
    {
        var sent = Instant.Now;
        using var late = new CancellationTokenSource(plan.Timeout);
        IsWaiting = true;
        tally.Requests++;
        try
        {
            // Handshakes take their time: off the loop, where others wait for their turn.
            return await Task.Run(() => ExchangeAsync(request, use, sent, late.Token), late.Token);
        }
        catch (OperationCanceledException)
        {
            return Answer.Failed(HttpFault.Timeout, sent);
        }
        catch (ExchangeFailed failed)
        {
            return Answer.Failed(failed.Fault, sent);
        }
        catch (Exception failed)
            when (failed is HttpRequestException or IOException or SocketException)
        {
            return Answer.Failed(Fault(failed), sent);
        }
        finally
        {
            IsWaiting = false;
        }
    }

    public void Dispose() => invoker.Dispose();

    private async Task<Answer> ExchangeAsync(
        Request request,
        BodyUse use,
        Instant sent,
        CancellationToken ct
    )
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, request.Url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.UserAgent.ParseAdd("verify");
        if (BasicCredentials.Of(request.Url) is { } credentials)
            message.Headers.TryAddWithoutValidation("Authorization", credentials);
        if (request.Range is { } range)
            message.Headers.Range = new(range.Offset, range.End - 1);
        using var response = await invoker.SendAsync(message, ct);
        var headers = response.Content.Headers;
        var body = new IncomingBody();
        body.Begin(use);
        if (headers.ContentLength is { } length && length > IncomingBody.Limit(use))
            throw new ExchangeFailed(HttpFault.TooLarge, "a body larger than allowed");
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var part = ArrayPool<byte>.Shared.Rent(PartSize);
        try
        {
            while (await stream.ReadAsync(part, ct) is > 0 and var count)
            {
                if (body.Length + count > IncomingBody.Limit(use))
                    throw new ExchangeFailed(HttpFault.TooLarge, "a body larger than allowed");
                body.Take(part.AsSpan(0, count));
            }
            return new(
                null,
                (int)response.StatusCode,
                body.Length,
                sent,
                Instant.Now,
                body.Kept.ToArray(),
                headers.ContentEncoding.Any(one => one != "identity"),
                headers.ContentType?.MediaType?.ToLowerInvariant() == "video/mp2t",
                body.InSync,
                response.StatusCode
                    is HttpStatusCode.MovedPermanently
                        or HttpStatusCode.Found
                        or HttpStatusCode.SeeOther
                        or HttpStatusCode.TemporaryRedirect
                        or HttpStatusCode.PermanentRedirect
                    ? response.Headers.Location?.OriginalString
                    : null
            );
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
            body.Release();
        }
    }

    private static SslClientAuthenticationOptions Trust(SwarmPlan plan) =>
        plan.TrustsAnyCertificate
            // The user has said so: a server that is being tried out need not have a certificate of its name.
#pragma warning disable CA5359
            ? new() { RemoteCertificateValidationCallback = (_, _, _, _) => true }
#pragma warning restore CA5359
            : new();

    private static HttpFault Fault(Exception failed) =>
        (failed as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError => HttpFault.Connect,
            HttpRequestError.ResponseEnded => HttpFault.Truncated,
            HttpRequestError.ConfigurationLimitExceeded => HttpFault.TooLarge,
            HttpRequestError.InvalidResponse => HttpFault.Malformed,
            _ => HttpFault.Reset,
        };
}
