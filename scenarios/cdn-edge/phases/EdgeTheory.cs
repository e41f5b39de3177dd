namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>What each design's edge is to answer in a situation, by its configuration and nginx's own rules.</summary>
/// <param name="AsDesigned">Status and state.</param>
/// <param name="Cured">The same of the cured edge.</param>
internal sealed record EdgeTheory(
    EdgeSituation Situation,
    string Name,
    string AsDesigned,
    string Cured,
    string Because
)
{
    public static IReadOnlyList<EdgeTheory> All { get; } =
    [
        new(
            EdgeSituation.First,
            "the first request",
            "200 MISS",
            "200 MISS",
            "nothing of it is in the cache"
        ),
        new(
            EdgeSituation.Second,
            "the second request",
            "200 HIT",
            "200 HIT",
            "proxy_cache_valid keeps it"
        ),
        new(
            EdgeSituation.Refreshed,
            "a refresh that an operator asks for",
            "200 HIT",
            "200 BYPASS",
            "only the cured edge has a proxy_cache_bypass"
        ),
        new(
            EdgeSituation.RefreshedByStranger,
            "a refresh that somebody else asks for",
            "200 HIT",
            "200 HIT",
            "who may get past the cache may get at the storage: the request header counts from 127.0.0.1 only"
        ),
        new(
            EdgeSituation.AfterItsTime,
            "a playlist after its time",
            "200 EXPIRED",
            "200 EXPIRED",
            "whoever asks first fetches it"
        ),
        new(
            EdgeSituation.StorageAway,
            "a playlist after its time while the storage is away",
            "502 not said",
            "200 STALE",
            "as designed there is no proxy_cache_use_stale, and no header on errors"
        ),
        new(
            EdgeSituation.BeingFetched,
            "two requests for a playlist after its time",
            "200 EXPIRED, 200 EXPIRED",
            "200 EXPIRED, 200 UPDATING",
            "as designed both ask the storage; with proxy_cache_use_stale updating one does, and the other is served at once"
        ),
        new(
            EdgeSituation.SegmentAfterItsTime,
            "a segment after its time",
            "200 EXPIRED",
            "200 REVALIDATED",
            "with proxy_cache_revalidate the storage is asked whether it has changed"
        ),
    ];

    /// <summary>Every state that nginx has for a cache that is on; SCARCE aside, which takes proxy_cache_min_uses.</summary>
    public static IReadOnlyList<string> States { get; } =
    ["MISS", "HIT", "EXPIRED", "STALE", "UPDATING", "REVALIDATED", "BYPASS"];

    /// <summary>Those that the edge as designed can show.</summary>
    public static IReadOnlyList<string> StatesAsDesigned { get; } = ["MISS", "HIT", "EXPIRED"];
}

/// <summary>What is brought about.</summary>
internal enum EdgeSituation
{
    First,
    Second,
    Refreshed,
    RefreshedByStranger,
    AfterItsTime,
    StorageAway,
    BeingFetched,
    SegmentAfterItsTime,
}
