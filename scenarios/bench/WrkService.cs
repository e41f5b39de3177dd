namespace Verify.Scenarios.Bench;

/// <summary>wrk: what the swarm is compared with.</summary>
internal sealed class WrkService : Service
{
    public static readonly Prerequisite Wrk = new(
        Scenarios.Bench.Wrk.Program,
        "wrk",
        "the load that the swarm is compared with",
        ["-v"]
    );

    public override IReadOnlyList<Prerequisite> Programs => [Wrk];
}
