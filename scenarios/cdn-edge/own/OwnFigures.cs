namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>The figures of a pair, a column an edge.</summary>
internal static class OwnFigures
{
    public const string Stampede = "own-stampede-requests";

    public static KeyFigures All { get; } =
        new(
            [EdgePair.BaselineRole, EdgePair.CandidateRole],
            [new("requests at the storage for 30 viewers of a cold segment", Stampede)]
        );
}
