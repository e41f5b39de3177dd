using Verify.Scenarios.Plans;

namespace Verify.Scenarios.NixCache.Plan;

/// <summary>The targets of the plan: success criteria, and both tables of figures.</summary>
internal static class KpiPromises
{
    private const string NotReached = PlanPromise.NotReached;

    public static readonly PlanPromise Ping = new("phase 2: ping under 1 ms", NotReached);
    public static readonly PlanPromise Link = new(
        "phase 2: network throughput over 900 Mbit/s",
        NotReached
    );
    public static readonly PlanPromise Tuning = new(
        "phase 2: network optimizations (BBR, buffers)",
        NotReached
    );
    public static readonly PlanPromise Key = new("phase 3: private key secured (600)", NotReached);
    public static readonly PlanPromise Firewall = new(
        "phase 3: firewall rules configured",
        NotReached
    );
    public static readonly PlanPromise Hits = new("phase 4: cache hits and misses", NotReached);
    public static readonly PlanPromise Monitoring = new("phase 6: basic monitoring", NotReached);
    public static readonly PlanPromise Latency = new(
        "KPI: cache hit latency under 100 ms",
        NotReached
    );
    public static readonly PlanPromise Throughput = new(
        "KPI: network throughput over 900 Mbit/s, delivered by the cache",
        NotReached
    );
    public static readonly PlanPromise Hello = new(
        "KPI: build time (hello) under 1 min",
        "hello needs nixpkgs, which is not here; what a build of a second gains is measured"
    );
    public static readonly PlanPromise BuildTime = new(
        "target: build time reduced by more than 20 %",
        NotReached
    );
    public static readonly PlanPromise Store = new("KPI: store optimization over 20 %", NotReached);
    public static readonly PlanPromise Growth = new(
        "KPI: disk usage growth under 5 GB a week",
        "it takes weeks of a real user's builds"
    );
    public static readonly PlanPromise Uptime = new(
        "KPI: service uptime over 99 %",
        "it takes weeks; what a fault costs the client is measured"
    );
    public static readonly PlanPromise HitRate = new(
        "KPI: cache hit rate over 80 %",
        "it is a property of what is published and asked for; the monitor measures it"
    );
    public static readonly PlanPromise FailedBuilds = new(
        "KPI: failed builds under 5 %",
        NotReached
    );
    public static readonly PlanPromise StorageAlerts = new("KPI: no storage alerts", NotReached);

    public static IReadOnlyList<PlanPromise> All { get; } =
    [
        Ping,
        Link,
        Tuning,
        Key,
        Firewall,
        Hits,
        Monitoring,
        Latency,
        Throughput,
        Hello,
        BuildTime,
        Store,
        Growth,
        Uptime,
        HitRate,
        FailedBuilds,
        StorageAlerts,
    ];
}
