using Verify.Instruments.Staleness;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Freshness;

/// <summary>What was seen of one server, and what its configuration predicts.</summary>
/// <param name="Stream">Of the encoder's playlist, in step with the clock: what viewers get.</param>
/// <param name="Probes">
/// Of playlists published at random: what the cache does at any phase. Null where the live playlist's location answers
/// no other name.
/// </param>
internal sealed record FreshnessSeen(
    OriginServer Server,
    Staleness Stream,
    Staleness? Probes,
    ProbePlan Plan,
    CachePrediction Predicted
)
{
    public string Name => Server.Name;

    public IEnumerable<(string Of, Staleness Seen)> Both =>
        Probes is null
            ? [("the stream's playlist", Stream)]
            : [("the stream's playlist", Stream), ("probe playlists", Probes)];

    /// <summary>What of it nothing can be said of, and why.</summary>
    public IEnumerable<(string What, string Why)> Unknown =>
        from pair in Both
        let why = pair.Seen.Inconclusive
            ?? Predicted.Unknown
            ?? (
                pair.Seen.TimingError > Bounds.Floor
                    ? $"this machine paused: a rename is known to {pair.Seen.TimingError.TotalSeconds:0.000} s only"
                    : null
            )
        where why is not null
        select ($"{Name}, {pair.Of}: staleness", why);
}
