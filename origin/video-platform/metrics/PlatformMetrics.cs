using Prometheus;

namespace Verify.VideoPlatform.Metrics;

/// <summary>What this process has done, each thing counted where it happens.</summary>
internal sealed class PlatformMetrics
{
    private readonly IMetricFactory counters;

    public PlatformMetrics()
    {
        counters = Prometheus.Metrics.WithCustomRegistry(Registry);
        Queries = Labelled("video_queries_total", "Statements sent to PostgreSQL.", "statement");
        Hits = Plain("video_cache_hits_total", "Videos found in Redis.");
        Misses = Plain("video_cache_misses_total", "Look-ups for which Redis had nothing.");
        Bypasses = Plain(
            "video_cache_bypasses_total",
            "Look-ups answered without Redis, because it did not answer."
        );
        Fills = Plain("video_cache_fills_total", "Videos stored in Redis.");
        FillsRefused = Plain(
            "video_cache_fills_refused_total",
            "Videos not stored, because they were invalidated while they were read."
        );
        Invalidations = Labelled(
            "video_cache_invalidations_total",
            "Invalidations, done or left pending.",
            "result"
        );
        Initiated = Plain(
            "video_flights_initiated_total",
            "Shared look-ups begun: their first callers."
        );
        Joined = Plain(
            "video_flights_joined_total",
            "Callers who were given the look-up of another in this process."
        );
        Waited = Plain(
            "video_turns_waited_total",
            "Look-ups that waited for another process to fill the cache."
        );
        RedisErrors = Labelled(
            "video_redis_errors_total",
            "Commands to Redis that failed.",
            "kind"
        );
        RedisSkipped = Plain(
            "video_redis_skipped_total",
            "Commands not sent, because Redis is known to be down."
        );
        Jobs = Labelled("video_jobs_total", "Attempts at jobs, by how they ended.", "outcome");
        ObjectsRemoved = Plain(
            "video_objects_removed_total",
            "Objects of retired versions that were removed."
        );
    }

    public CollectorRegistry Registry { get; } = Prometheus.Metrics.NewCustomRegistry();

    public Counter Queries { get; }
    public Counter Hits { get; }
    public Counter Misses { get; }
    public Counter Bypasses { get; }
    public Counter Fills { get; }
    public Counter FillsRefused { get; }
    public Counter Invalidations { get; }
    public Counter Initiated { get; }
    public Counter Joined { get; }
    public Counter Waited { get; }
    public Counter RedisErrors { get; }
    public Counter RedisSkipped { get; }
    public Counter Jobs { get; }
    public Counter ObjectsRemoved { get; }

    private Counter Plain(string name, string what) => counters.CreateCounter(name, what);

    private Counter Labelled(string name, string what, string label) =>
        counters.CreateCounter(name, what, [label]);
}
