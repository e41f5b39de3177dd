using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>What was seen of one server, and what its configuration predicts.</summary>
/// <param name="Stream">Of the encoder's playlist, in step with the clock: what viewers get.</param>
/// <param name="Probes">Of playlists published at random: what the cache does at any phase.</param>
internal sealed record FreshnessSeen(
    OriginServer Server,
    Staleness Stream,
    Staleness Probes,
    ProbePlan Plan,
    CachePrediction Predicted
)
{
    public string Name => Server.Name;

    public IEnumerable<(string Of, Staleness Seen)> Both =>
        [("the stream's playlist", Stream), ("probe playlists", Probes)];
}
