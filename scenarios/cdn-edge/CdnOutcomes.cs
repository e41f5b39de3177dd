namespace Verify.Scenarios.CdnEdge;

/// <summary>What the cache promises.</summary>
internal static class CdnOutcomes
{
    public const string Stampede = "stampede";
    public const string Fresh = "fresh";
    public const string EdgeStampede = "edge-stampede";
    public const string OwnObject = "own-object";
    public const string StorageAway = "storage-away";
    public const string OneVersion = "one-version";
    public const string Budget = "staleness-budget";
    public const string JobsOnce = "jobs-once";
    public const string Fallback = "fallback";
    public const string Age = "age";
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
        new(
            EdgeStampede,
            "What many ask the edge for at once is fetched once, cold or expired",
            "1 request at S3"
        ),
        new(
            OwnObject,
            "Nobody is given what was made for another",
            "whatever arguments, headers and names are sent"
        ),
        new(
            StorageAway,
            "What the edge has is shown while S3 is away, and nothing half fetched is",
            "no error for what is cached"
        ),
        new(Fallback, "Videos are shown while Redis or PostgreSQL is away", "no error"),
        new(
            Age,
            "A cache behind the edge knows how old a playlist is",
            "within a second; it is kept for one time, and not two"
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
        new(Offload, "Viewers' requests stay away from the storage", "at least 90 %"),
        new(Player, "A video plays in a browser, on a page of another origin", "within a segment"),
        new(Rollback, "Without the cache everything is as it was", "1 query a request"),
    ];

    public static IReadOnlyList<string> Limits { get; } =
    [
        "an S3 of another make than radosgw, and its failover",
        "a cluster of Redis, or of PostgreSQL, and their failover",
    ];
}
