namespace Verify.Scenarios.CdnEdge;

/// <summary>What the cache promises.</summary>
internal static class CdnOutcomes
{
    public const string Stampede = "stampede";
    public const string Fresh = "fresh";
    public const string Fallback = "fallback";
    public const string Rollback = "rollback";
    public const string Offload = "offload";
    public const string Player = "player";

    public static IReadOnlyList<ExpectedOutcome> All { get; } =
    [
        new(Stampede, "A cold video that many ask for at once is read once", "1 query"),
        new(
            Fresh,
            "Nobody is shown a status older than one that was acknowledged",
            "in every order of a read and a write"
        ),
        new(Fallback, "Videos are shown while Redis is away", "no error"),
        new(Offload, "Viewers' requests stay away from the storage", "at least 90 %"),
        new(Player, "A video plays in a browser, on a page of another origin", "within a segment"),
        new(Rollback, "Without the cache everything is as it was", "1 query a request"),
    ];

    public static IReadOnlyList<string> Limits { get; } =
    ["a cluster of Redis, or of PostgreSQL, and their failover"];
}
