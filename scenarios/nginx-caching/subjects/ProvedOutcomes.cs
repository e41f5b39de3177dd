namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>What a run proves of the change, if it passes.</summary>
internal static class ProvedOutcomes
{
    public static IReadOnlyList<ExpectedOutcome> All { get; } =
    [
        new(
            "freshness",
            "A superseded playlist is served for at most one second",
            "maximum staleness at most 1 s"
        ),
        new("invalidation", "A replaced playlist is seen within a second", "at most 1 s"),
        new(
            "cache-size",
            "The cache is sized for the number of files",
            "openFileCacheMax as derived, in both variants"
        ),
        new(
            "tmpfs",
            "On /var/hls no file can be executed, no device opened, and reading updates no timestamp",
            "noatime, nodev, nosuid, noexec in force"
        ),
        new(
            "identity",
            "What was diffed is what runs",
            "every worker answers with the sha256 of the diffed file"
        ),
        new("load", "The profile's swarm is served without an error", "no errors"),
        new(
            "rollback",
            "Everything is as it was before",
            "the baseline's files and behaviour are restored"
        ),
    ];

    /// <summary>A promise of the user's own.</summary>
    public static ExpectedOutcome Fresh(TimeSpan promise) =>
        new(
            "freshness",
            "A superseded playlist is served no longer than promised",
            $"maximum staleness at most {promise.TotalSeconds} s"
        );

    /// <summary>What is proved where a directive is changed as expected; null for nothing.</summary>
    public static string? OfDirective(string directive) =>
        directive == "open_file_cache" ? "cache-size" : null;

    public static IReadOnlyList<ExpectedOutcome> Only(params string[] ids) =>
        [.. All.Where(outcome => ids.Contains(outcome.Id))];
}
