using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge;

/// <summary>The figures that a decision needs, a column a design.</summary>
internal static class CdnFigures
{
    public const string Queries = "queries-per-request";
    public const string Latency = "metadata-latency";
    public const string Stampede = "stampede-queries";
    public const string OldOrders = "orders-that-show-an-old-status";
    public const string StorageRequests = "requests-at-s3-a-viewer";
    public const string StorageBytes = "bytes-at-s3-a-viewer";
    public const string MixedViewings = "viewings-of-two-versions";
    public const string NotSeen = "acknowledged-changes-not-seen";
    public const string ReadyAfter = "ready-is-seen-after";
    public const string OldestPlaylist = "oldest-playlist-at-a-client";
    public const string Silent = "longest-answer-while-redis-is-silent";
    public const string OldestBehind = "oldest-playlist-behind-a-cache";

    public const string LoadRequests = "requests-at-s3-under-load";
    public const string LoadBytes = "bytes-at-s3-under-load";

    public static KeyFigures All { get; } =
        new(
            [PlatformInRun.Without, PlatformInRun.AsDesigned, PlatformInRun.Cured],
            [
                new("queries per request, 20 requests", Queries),
                new("latency of a request, median", Latency),
                new("queries for 100 callers of a cold video", Stampede),
                new("orders of a read and a write that show an old status", OldOrders),
                new("requests at S3 for a viewer", StorageRequests),
                new("bytes at S3 for a viewer", StorageBytes),
                new("acknowledged changes that are not seen", NotSeen),
                new("READY is seen everywhere after, p50", ReadyAfter),
                new("oldest playlist in a client's cache, lifetimes scaled", OldestPlaylist),
                new("viewings of two versions while a video is made again", MixedViewings),
                new("longest answer while Redis is silent", Silent),
                new("oldest playlist behind a cache behind the edge", OldestBehind),
                new("requests at S3 for 200 viewers of a video", LoadRequests),
                new("bytes at S3 for 200 viewers of a video", LoadBytes),
            ]
        );
}
