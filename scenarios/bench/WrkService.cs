using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>wrk: what the swarm is compared with.</summary>
internal sealed class WrkService : Service
{
    public static readonly Prerequisite Wrk = new(
        Scenarios.Wrk.Program,
        "wrk",
        "the load that the swarm is compared with",
        ["-v"]
    );

    public override IReadOnlyList<Prerequisite> Programs => [Wrk];
}
