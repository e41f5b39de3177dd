namespace Verify.Scenarios.Figures;

/// <summary>The ids of what the scenario measures, and the subjects that it compares: runs of every version have the same.</summary>
internal static class Figure
{
    public const string Baseline = "baseline";
    public const string Candidate = "candidate";
    public const string Control = "control";
    public const string Target = "target";

    /// <summary>Of the stream's own playlist.</summary>
    public const string Staleness = "staleness";

    /// <summary>Of playlists that are published at any moment.</summary>
    public const string StalenessOfProbes = "staleness-of-probes";

    public const string Regressions = "media-sequence-regressions";

    public const string ManifestReplaced = "invalidation-manifest-replaced";
    public const string ManifestEarly = "invalidation-manifest-early";
    public const string SegmentReplaced = "invalidation-segment-replaced";
    public const string SegmentEarly = "invalidation-segment-early";
    public const string SegmentDeleted = "invalidation-segment-deleted";
    public const string MasterReplaced = "invalidation-master-replaced";

    /// <summary>Of the swarm with the profile's own number of viewers.</summary>
    public const string PlaylistLatency = "latency-playlist";

    /// <summary>Likewise.</summary>
    public const string SegmentLatency = "latency-segment";

    /// <summary>Likewise.</summary>
    public const string Requests = "load-requests";

    public const string PlaylistP50 = "latency-playlist-p50";
    public const string PlaylistP99 = "latency-playlist-p99";
    public const string SegmentP50 = "latency-segment-p50";
    public const string SegmentP99 = "latency-segment-p99";
    public const string CpuPerRequest = "cpu-per-request";
    public const string CpuPerMegabyte = "cpu-per-megabyte";
    public const string Errors = "load-errors";
    public const string StallsUnderLoad = "load-stalls";

    public const string FirstPicture = "player-first-picture";
    public const string Stalled = "player-stalled";
    public const string BehindLive = "player-behind-live";

    public const string OldAfterNew = "old-after-new";
    public const string LongestStandstill = "longest-without-a-new-version";
}
