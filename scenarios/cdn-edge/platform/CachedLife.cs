using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>One stay of a file in an edge's cache, from when it was stored to when it was served no longer.</summary>
/// <param name="Stored">The answer with which it came from the storage.</param>
/// <param name="Hits">Those that came from the cache afterwards.</param>
/// <param name="Ended">The first that did not; null if it was still served when nobody waited any longer.</param>
internal sealed record CachedLife(
    HttpAnswer Stored,
    IReadOnlyList<HttpAnswer> Hits,
    HttpAnswer? Ended
)
{
    private const string Hit = "HIT";

    // Fine enough to tell a life of two seconds from one of three, and no load.
    private static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(50);

    /// <summary>It was served no longer after this time at most.</summary>
    public TimeSpan? AtMost => Ended is null ? null : Ended.Answered - Stored.Sent;

    /// <summary>It was still served after this time at least.</summary>
    public TimeSpan AtLeast => Hits is [.., var last] ? last.Sent - Stored.Answered : TimeSpan.Zero;

    /// <param name="patience">How long it is waited for the end of it.</param>
    public static async Task<CachedLife> SeeAsync(
        EdgeAnswers edge,
        string path,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        // What lies there already ends first. If it does not, it was stored before its first answer here.
        var before = new List<HttpAnswer>();
        var stored =
            await UntilAsync(edge, path, Instant.Now + patience, before.Add, ct) ?? before[0];
        var hits = new List<HttpAnswer>();
        var ended = await UntilAsync(edge, path, stored.Answered + patience, hits.Add, ct);
        return new(stored, hits, ended);
    }

    private static async Task<HttpAnswer?> UntilAsync(
        EdgeAnswers edge,
        string path,
        Instant end,
        Action<HttpAnswer> onHit,
        CancellationToken ct
    )
    {
        while (true)
        {
            var answer = await edge.GetAsync(path, ct);
            if (EdgeAnswers.StateOf(answer) != Hit)
                return answer;
            onHit(answer);
            if (answer.Answered > end)
                return null;
            await Task.Delay(BetweenAsks, ct);
        }
    }
}
