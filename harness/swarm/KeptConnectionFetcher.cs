using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>Keeps one connection open and opens another when the server has closed it.</summary>
internal sealed class KeptConnectionFetcher(Endpoint endpoint, TimeSpan timeout, SwarmTally tally)
    : IFetcher
{
    private HttpConnection? connection;

    public async Task<HttpAnswer> GetAsync(string target, BodyPart? part, CancellationToken ct)
    {
        var ask = HttpAsk.Get(target);
        if (connection is { Reusable: true } kept)
        {
            try
            {
                tally.Sent();
                return await kept.SendAsync(ask, timeout, HttpLimits.Default, part, ct);
            }
            catch (ExchangeFailed closed) when (closed.Fault == HttpFault.Closed)
            {
                // A server may close an idle connection at any time (RFC 9112 section 9.5), and has not seen this.
                tally.NotSent();
            }
        }
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
        connection = await HttpConnection.OpenAsync(endpoint, timeout, ct);
        tally.Connected();
        tally.Sent();
        return await connection.SendAsync(ask, timeout, HttpLimits.Default, part, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
    }
}
