namespace Verify.Instruments.Http;

/// <summary>One request on a connection of its own; repeated once where the connection failed.</summary>
public static class FreshAnswer
{
    /// <exception cref="ExchangeFailed">No whole answer, twice.</exception>
    public static async Task<HttpAnswer> ToAsync(
        Endpoint endpoint,
        HttpAsk ask,
        TimeSpan timeout,
        CancellationToken ct,
        HttpLimits? limits = null,
        BodyPart? part = null
    )
    {
        await using var connection = KeptConnection.To(endpoint, timeout);
        return await connection.SendAsync(ask, timeout, limits ?? HttpLimits.Default, part, ct);
    }
}
