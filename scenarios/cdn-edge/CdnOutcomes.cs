namespace Verify.Scenarios.CdnEdge;

/// <summary>What the cache promises.</summary>
internal static class CdnOutcomes
{
    public const string Stampede = "stampede";
    public const string Fresh = "fresh";
    public const string Fallback = "fallback";
    public const string Age = "age";
    public const string Rollback = "rollback";

    public static IReadOnlyList<ExpectedOutcome> All { get; } =
    [
        new(Stampede, "A cold video that many ask for at once is read once", "1 query"),
        new(
            Fresh,
            "Nobody is shown a status older than one that was acknowledged",
            "in every order of a read and a write"
        ),
        new(Fallback, "Videos are shown while Redis is away", "no error"),
        new(
            Age,
            "A cache behind the edge knows how old a playlist is",
            "within a second; it is kept for one time, and not two"
        ),
        new(Rollback, "Without the cache everything is as it was", "1 query a request"),
    ];

    public static IReadOnlyList<string> Limits { get; } =
    [
        "an S3 of another make than radosgw, and its failover",
        "a cluster of Redis, or of PostgreSQL, and their failover",
    ];
}
