namespace Verify.Scenarios.CdnEdge;

/// <summary>What the cache promises.</summary>
internal static class CdnOutcomes
{
    public const string Stampede = "stampede";
    public const string Fresh = "fresh";
    public const string OneVersion = "one-version";
    public const string Budget = "staleness-budget";
    public const string JobsOnce = "jobs-once";
    public const string Fallback = "fallback";
    public const string Rollback = "rollback";

    public static IReadOnlyList<ExpectedOutcome> All { get; } =
    [
        new(Stampede, "A cold video that many ask for at once is read once", "1 query"),
        new(
            Fresh,
            "Nobody is shown a status older than one that was acknowledged",
            "in every order of a read and a write"
        ),
        new(
            OneVersion,
            "No viewer is given a playlist of one version with segments of another",
            "while a video is made again"
        ),
        new(
            Budget,
            "No playlist is older than its configured lifetimes allow",
            "never older than predicted"
        ),
        new(
            JobsOnce,
            "A job whose worker is killed is done once and leaves nothing half done",
            "one version published, nothing left over"
        ),
        new(Fallback, "Videos are shown while Redis is away", "no error"),
        new(Rollback, "Without the cache everything is as it was", "1 query a request"),
    ];

    public static IReadOnlyList<string> Limits { get; } =
    ["a cluster of Redis, or of PostgreSQL, and their failover"];
}
