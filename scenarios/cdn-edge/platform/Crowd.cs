using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>What one of many viewers got: an answer, or why there is none.</summary>
internal sealed record CrowdAnswer(HttpAnswer? Answer, string? Failure)
{
    public bool IsWhole(StoredObject wanted) =>
        Answer is { Status: 200 } answer && answer.Body.Span.SequenceEqual(wanted.Content);

    /// <summary>What the edge says of its cache; the failure where there is no answer.</summary>
    public string State => Answer is { } answer ? $"{answer.First("X-Cache-Status")}" : Failure!;

    public string Status => Answer is { } answer ? $"{answer.Status}" : Failure!;
}

/// <summary>Viewers who ask at once: all are connected before the first of them asks.</summary>
internal static class Crowd
{
    // More than a server's queue of new connections would make some of them wait a second for the kernel.
    private const int ConnectingAtOnce = 100;

    /// <summary>Longer than an edge waits for its lock (5 s) and then for its storage.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<CrowdAnswer>> AskAsync(
        Endpoint endpoint,
        HttpAsk ask,
        int viewers,
        CancellationToken ct,
        TimeSpan? patience = null
    )
    {
        var connections = new List<HttpConnection>();
        try
        {
            while (connections.Count < viewers)
                connections.AddRange(
                    await Task.WhenAll(
                        Enumerable
                            .Range(0, Math.Min(ConnectingAtOnce, viewers - connections.Count))
                            .Select(_ => HttpConnection.OpenAsync(endpoint, Patience, ct))
                    )
                );
            return await Task.WhenAll(
                connections.Select(one => OneAsync(one, ask, patience ?? Patience, ct))
            );
        }
        finally
        {
            foreach (var connection in connections)
                await connection.DisposeAsync();
        }
    }

    /// <summary>One viewer, who asks once: what fails is not asked again.</summary>
    public static async Task<CrowdAnswer> OneAsync(
        Endpoint endpoint,
        HttpAsk ask,
        CancellationToken ct,
        TimeSpan? patience = null
    ) => (await AskAsync(endpoint, ask, 1, ct, patience))[0];

    private static async Task<CrowdAnswer> OneAsync(
        HttpConnection connection,
        HttpAsk ask,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        try
        {
            return new(
                await connection.SendAsync(ask, patience, HttpLimits.Default, null, ct),
                null
            );
        }
        catch (ExchangeFailed failed)
        {
            return new(null, $"{failed.Fault}");
        }
    }
}
