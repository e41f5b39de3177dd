using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge;

/// <summary>The figures that a decision needs, a column a design.</summary>
internal static class CdnFigures
{
    public const string Queries = "queries-per-request";
    public const string Latency = "metadata-latency";
    public const string Stampede = "stampede-queries";
    public const string OldOrders = "orders-that-show-an-old-status";
    public const string Silent = "longest-answer-while-redis-is-silent";

    public const string StorageRequests = "requests-at-s3-under-load";
    public const string StorageBytes = "bytes-at-s3-under-load";

    public static KeyFigures All { get; } =
        new(
            [PlatformInRun.Without, PlatformInRun.AsDesigned, PlatformInRun.Cured],
            [
                new("queries per request, 20 requests", Queries),
                new("latency of a request, median", Latency),
                new("queries for 100 callers of a cold video", Stampede),
                new("orders of a read and a write that show an old status", OldOrders),
                new("longest answer while Redis is silent", Silent),
                new("requests at S3 for 200 viewers of a video", StorageRequests),
                new("bytes at S3 for 200 viewers of a video", StorageBytes),
            ]
        );
}
