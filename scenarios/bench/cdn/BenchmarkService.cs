namespace Verify.Scenarios.Bench.Cdn;

/// <summary>redis-benchmark: what Redis costs where nobody stands before it.</summary>
internal sealed class BenchmarkService : Service
{
    public static readonly Prerequisite Redis = new(
        RedisAlone.Program,
        "redis-tools",
        "asking Redis alone",
        ["--version"]
    );

    public override IReadOnlyList<Prerequisite> Programs => [Redis];
}
