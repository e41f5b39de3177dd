using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>One protection of the cured design each: whoever takes it out has to hear of it, by the name of the claim.</summary>
internal static class Mutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "no shared look-up",
            MutantParts.Api,
            Mutant.Trait("VIDEO_SINGLEFLIGHT", "none"),
            StepUnderTest.Crowd,
            $"cured, {StepUnderTest.Callers} callers of 2 processes: queries"
        ),
        new(
            "a look-up for each process",
            MutantParts.Api,
            Mutant.Trait("VIDEO_SINGLEFLIGHT", "process"),
            StepUnderTest.Crowd,
            $"cured, {StepUnderTest.Callers} callers of 2 processes: queries"
        ),
        new(
            "no fence",
            MutantParts.Api,
            Mutant.Trait("VIDEO_FENCE", "off"),
            StepUnderTest.Orders,
            "cured: orders that show an old status"
        ),
        new(
            "the key deleted before the write",
            MutantParts.Api,
            Mutant.Trait("VIDEO_INVALIDATION", "delete-before-write"),
            StepUnderTest.Acknowledged,
            $"cured: changes of {StepUnderTest.Changes} that were acknowledged and not seen"
        ),
        new(
            "a leader that is bound to its request",
            MutantParts.Api,
            Mutant.Trait("VIDEO_LEADER", "bound"),
            StepUnderTest.Leader,
            "cured, the first caller disconnects: followers who fail"
        ),
        // Last of those of the API, which have a control together: Redis is gone past for a while after it.
        new(
            "no fallback",
            MutantParts.Api,
            Mutant.Trait("VIDEO_FALLBACK", "off"),
            StepUnderTest.SilentRedis,
            "cured, Redis silent: the longest answer"
        ),
        new(
            "names used again",
            MutantParts.All,
            // The cured edge knows segments by the version in their names: without it they would not be found at all.
            Mutant.Edge("/v\\[0-9\\]\\+/", "/") with
            {
                Traits = Mutant.Trait("VIDEO_OUTPUT", "stable").Traits,
            },
            StepUnderTest.MadeAgain,
            "cured: viewings of two versions at once"
        ),
        new(
            "a time of ten times",
            MutantParts.Edge,
            TenTimes,
            StepUnderTest.InForce,
            "cured, playlist: seconds of proxy_cache_valid 200 in force",
            "cured, playlist: seconds after which it was still served from the cache"
        ),
        new(
            "a time of ten times, by its budget",
            MutantParts.Edge,
            TenTimes,
            StepUnderTest.Budget,
            "cured: oldest playlist, at the edge"
        ),
        new(
            "a change that nobody expects",
            MutantParts.Edge,
            Mutant.Edge("keepalive_timeout 65;", "keepalive_timeout 5;"),
            StepUnderTest.ExpectedChanges,
            "edge: unexpected changes"
        ),
        new(
            "Age dropped",
            MutantParts.Edge,
            NoAge,
            StepUnderTest.Ages,
            "cured: most seconds that a cache takes a playlist for younger than it is",
            "cured: seconds after which a cache behind the edge asks for a playlist again"
        ),
        new(
            "Age dropped, by its budget",
            MutantParts.Edge,
            NoAge,
            StepUnderTest.Budget,
            "cured: oldest playlist, in a client's own cache"
        ),
        new(
            "CORS lost",
            MutantParts.Edge,
            NoCors,
            StepUnderTest.Headers,
            "cured, playlist: Access-Control-Allow-Origin",
            "cured, segment: Access-Control-Allow-Origin",
            "cured, storage away: Access-Control-Allow-Origin"
        ),
        new(
            "CORS lost, in a browser",
            MutantParts.All,
            NoCors,
            StepUnderTest.Player,
            "cured: fatal error of hls.js",
            "cured: errors of hls.js that are not about the media"
        ),
        new(
            "always lost",
            MutantParts.Edge,
            Mutant.Edge(@"\$upstream_cache_status always;", "$upstream_cache_status;"),
            StepUnderTest.Headers,
            "cured, missing: X-Cache-Status",
            "cured, storage away: X-Cache-Status"
        ),
        new(
            "arguments passed on beside the key",
            MutantParts.Edge,
            Mutant.Edge(@"/hls/\$object;", "/hls/$object$is_args$args;"),
            StepUnderTest.Keys,
            "cured, ?v=1, then ?v=2: what S3 was asked for",
            "cured, after a signed request that chose a Content-Type: everybody's Content-Type"
        ),
        new(
            "Origin passed on",
            MutantParts.Edge,
            Mutant.Edge("proxy_set_header Origin \"\";", ""),
            StepUnderTest.Keys,
            "cured, https://first.example: Access-Control-Allow-Origin",
            "cured, https://first.example, then https://second.example: requests at S3"
        ),
        new(
            "no lock",
            MutantParts.Edge,
            Mutant.Edge("proxy_cache_lock on;", "proxy_cache_lock off;"),
            StepUnderTest.CrowdAtEdge,
            $"cured, {StepUnderTest.Viewers} viewers of a cold object: requests at S3"
        ),
        new(
            "nothing stale, at an expiry",
            MutantParts.Edge,
            NothingStale,
            StepUnderTest.Lock,
            "cured, 50 viewers of an expired object: requests at S3"
        ),
        new(
            "nothing stale, in an outage",
            MutantParts.Edge,
            NothingStale,
            StepUnderTest.StorageAway,
            "cured, S3 away: an expired playlist, answers that are not the playlist"
        ),
        new(
            "no cache in the edge",
            MutantParts.All,
            Mutant.Edge("proxy_cache hls;", "proxy_cache off;"),
            StepUnderTest.Load,
            "share of requests that the edge keeps from S3, lower bound",
            "through the edge: requests at S3, the most of a block"
        ),
    ];

    private static TakenOut TenTimes =>
        Mutant.Edge("proxy_cache_valid 200 2s;", "proxy_cache_valid 200 20s;");

    private static TakenOut NoAge => Mutant.Edge("proxy_pass_header Date;", "");

    private static TakenOut NoCors =>
        Mutant.Edge(@"add_header Access-Control-Allow-Origin \* always;", "");

    private static TakenOut NothingStale => Mutant.Edge("proxy_cache_use_stale [^;]*;", "");
}
