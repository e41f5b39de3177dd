namespace Verify.Scenarios.ConfigConsistency.Seed;

/// <summary>What the plan ticks or sets as a target.</summary>
/// <param name="WhyNotShown">Where no step judges it.</param>
internal sealed record SeedPromise(string Text, string WhyNotShown)
{
    private const string NotReached = "its step did not run";

    public static readonly SeedPromise Durable = new("item 1: ad state survives", NotReached);
    public static readonly SeedPromise NoCost = new("item 1: zero performance impact", NotReached);
    public static readonly SeedPromise Location = new(
        "item 2: location hints improve consistency",
        NotReached
    );
    public static readonly SeedPromise Latency = new(
        "item 2: 10-30 ms less for a call of an object",
        "every colo of this machine is equally near"
    );
    public static readonly SeedPromise Ttl = new(
        "item 3: a change is seen after 60 s at most",
        NotReached
    );
    public static readonly SeedPromise Invalidation = new(
        "item 4: instant updates, under 1 s",
        NotReached
    );
    public static readonly SeedPromise Warming = new(
        "item 4: warming prevents a stampede",
        NotReached
    );
    public static readonly SeedPromise Alarms = new(
        "item 5: early warning of unexpected evictions",
        NotReached
    );
    public static readonly SeedPromise UpdateLatency = new(
        "KPI 1: configuration update latency under 1 s",
        NotReached
    );
    public static readonly SeedPromise Lifetime = new(
        "KPI 2: instances live longer than 10 min",
        "only the real platform moves and evicts objects; idle ones are evicted within minutes by design"
    );
    public static readonly SeedPromise Persistence = new(
        "KPI 3: state persistence 100 %",
        NotReached
    );
    public static readonly SeedPromise HitRate = new("KPI 4: cache hit rate over 85 %", NotReached);
    public static readonly SeedPromise Tickets = new(
        "KPI 5: half as many tickets",
        "it takes viewers and weeks"
    );
    public static readonly SeedPromise Cost = new(
        "cost: 60 D1 reads an hour and channel",
        NotReached
    );

    public static IReadOnlyList<SeedPromise> All { get; } =
    [
        Durable,
        NoCost,
        Location,
        Latency,
        Ttl,
        Invalidation,
        Warming,
        Alarms,
        UpdateLatency,
        Lifetime,
        Persistence,
        HitRate,
        Tickets,
        Cost,
    ];
}
