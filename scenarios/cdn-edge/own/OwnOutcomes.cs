namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>What is promised of any change of an edge.</summary>
internal static class OwnOutcomes
{
    public const string Storage = "own-storage";
    public const string Away = "own-away";
    public const string Own = "own-keys";
    public const string Identity = "own-identity";

    public static IReadOnlyList<ExpectedOutcome> All { get; } =
    [
        new(
            Storage,
            "A cold segment that many ask for is no more work to the storage",
            "than before"
        ),
        new(
            Away,
            "Viewers are served as well as before while the storage is away",
            "from the cache"
        ),
        new(Own, "Nobody is given what is another's who was not before", "by arguments"),
        new(Identity, "What was examined is what was given", "by sha256"),
    ];

    public static IReadOnlyList<string> Limits { get; } =
    [
        "servers of the configurations that answer neither playlists nor segments",
        "HTTP/2 and HTTP/3 to viewers: they are asked over HTTP/1.1",
        "the storage's own speed, and the network to it",
        "expiry by the clock: entries are expired in nginx's own cache files, so that a week need not be waited for",
    ];
}
