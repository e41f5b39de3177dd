using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Requests to an edge, and what came of them at its storage.</summary>
internal static class EdgeAsks
{
    // Longer than any gate is made to take here, and shorter than nginx's own 60 s for a storage that is silent.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // What X-Cache-Status, by whatever name, can say (ngx_http_cache_status).
    private static readonly string[] States =
    [
        "MISS",
        "BYPASS",
        "EXPIRED",
        "STALE",
        "UPDATING",
        "REVALIDATED",
        "HIT",
    ];

    private static readonly HttpLimits Whole = HttpLimits.Default with
    {
        KeptBody = 64 * 1024 * 1024,
    };

    public static async Task<Seen> AskAsync(
        this RunningEdge edge,
        HttpAsk ask,
        CancellationToken ct
    )
    {
        edge.Forget();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            // Once: how long a viewer waits is looked at too.
            await using var connection = await HttpConnection.OpenAsync(
                edge.Endpoint,
                Patience,
                ct
            );
            var answer = await connection.SendAsync(ask, Patience, Whole, null, ct);
            return new(answer, edge.Asked.Count, clock.Elapsed);
        }
        catch (ExchangeFailed)
        {
            return new(null, edge.Asked.Count, clock.Elapsed);
        }
    }

    /// <param name="Requests">At the storage, meanwhile.</param>
    internal sealed record Seen(HttpAnswer? Answer, int Requests, TimeSpan Took)
    {
        public int Status => Answer?.Status ?? 0;

        /// <summary>The state of the cache, by whatever header says it.</summary>
        public string State =>
            Answer?.Headers.FirstOrDefault(one => States.Contains(one.Value)).Value ?? "not said";

        public override string ToString() =>
            Answer is null
                ? $"no answer in {Patience.TotalSeconds:0} s"
                : $"{Status}, cache: {State}, {Requests} requests at the storage";
    }
}
