namespace Verify.Instruments.Http;

/// <summary>
/// A connection that is kept for as long as the server lets it. A server may close one at any time, and that is nobody's
/// fault: an idempotent request that got no answer is repeated once, on a fresh connection (RFC 9110 section 9.2.2,
/// RFC 9112 section 9.3.1).
/// </summary>
/// <param name="first">Open already; null to open one when it is needed.</param>
/// <param name="openAsync">Opens the next one, where it matters to the same worker.</param>
public sealed class KeptConnection(
    HttpConnection? first,
    Func<CancellationToken, Task<HttpConnection>> openAsync
) : IAsyncDisposable
{
    private HttpConnection? connection = first;

    public static KeptConnection To(Endpoint endpoint, TimeSpan timeout) =>
        new(null, ct => HttpConnection.OpenAsync(endpoint, timeout, ct));

    /// <summary>The one in use; null where none is open.</summary>
    public HttpConnection? Current => connection;

    /// <exception cref="ExchangeFailed">No whole answer, twice.</exception>
    public async Task<HttpAnswer> SendAsync(
        HttpAsk ask,
        TimeSpan timeout,
        HttpLimits limits,
        BodyPart? part,
        CancellationToken ct
    )
    {
        var handedOn = false;
        BodyPart? Watched() =>
            part is null
                ? null
                : bytes =>
                {
                    handedOn = true;
                    part(bytes);
                };
        for (var again = false; ; again = true)
        {
            try
            {
                return await OnceAsync(ask, timeout, limits, Watched(), ct);
            }
            catch (ExchangeFailed failed)
                when (!again && !handedOn && ask.IsIdempotent && failed.MayBeRepeated)
            {
                await CloseAsync();
            }
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<HttpAnswer> OnceAsync(
        HttpAsk ask,
        TimeSpan timeout,
        HttpLimits limits,
        BodyPart? part,
        CancellationToken ct
    )
    {
        if (connection is { Reusable: false })
            await CloseAsync();
        connection ??= await openAsync(ct);
        return await connection.SendAsync(ask, timeout, limits, part, ct);
    }

    private async Task CloseAsync()
    {
        var closing = connection;
        connection = null;
        if (closing is not null)
            await closing.DisposeAsync();
    }
}
