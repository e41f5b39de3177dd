using Verify.Engine.Undo;
using Verify.Fixtures.S3;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>What a run starts of a platform, each with its undo.</summary>
internal static class PlatformChanges
{
    private static readonly string[] Programs =
    [
        "postgres",
        "redis-server",
        "dotnet",
        "ffmpeg",
        "nginx",
        .. RadosGateway.Programs,
    ];

    /// <summary>The buckets that a run makes beside the one that it was given.</summary>
    public static IReadOnlyList<string> MadeBuckets(S3Endpoint given) =>
        [
            .. PlatformInRun
                .AllDesigns.Select(design => PlatformStores.BucketOf(design, given))
                .Where(bucket => bucket != given.Bucket),
        ];

    public static Change StartStores(this PlatformInRun platform) =>
        new(
            "start PostgreSQL, S3 and the API without a cache",
            "postgres -D data; radosgw; VIDEO_DESIGN=without dotnet video-platform.dll api",
            "stop the API, then S3 and PostgreSQL",
            async step =>
            {
                await step.OutsideAsync(
                    new RemoveFolder(platform.Folder, WithContent: true),
                    () => Directory.CreateDirectory(platform.Folder)
                );
                if (platform.Given is { } given)
                    await step.OutsideAsync(
                        await BorrowedBuckets.LookAsync(given, MadeBuckets(given), step.Ct),
                        () => { }
                    );
                await step.OutsideAsync(
                    new EndProcesses(platform.Folder, Programs),
                    platform.StartStoresAsync
                );
            },
            async _ => await platform.EndStoresAsync()
        );

    public static Change StartCache(this PlatformInRun platform) =>
        new(
            "start Redis",
            "redis-server redis.conf",
            "stop Redis",
            step =>
                step.OutsideAsync(
                    new EndProcesses(Path.Combine(platform.Folder, "redis"), ["redis-server"]),
                    async ct => await platform.Stores.StartCacheAsync(ct)
                ),
            async _ => await platform.Stores.EndCacheAsync()
        );

    public static Change StartCached(this PlatformInRun platform) =>
        new(
            $"start {PlatformInRun.Processes} processes of the API as designed, and as many cured",
            "VIDEO_DESIGN=as-designed dotnet video-platform.dll api; VIDEO_DESIGN=cured dotnet video-platform.dll api",
            "stop them",
            step =>
                step.OutsideAsync(
                    new EndProcesses(platform.CachedFolder, ["dotnet"]),
                    platform.StartCachedAsync
                ),
            async _ => await platform.EndCachedAsync()
        );

    public static Change StartEdges(this PlatformInRun platform) =>
        new(
            "start the edge as designed and the cured edge",
            "nginx -c edge/as-designed/nginx.conf; nginx -c edge/cured/nginx.conf",
            "stop both",
            step =>
                step.OutsideAsync(
                    new EndProcesses(
                        platform.EdgeFolder,
                        ["nginx", .. OtherEdges.All.SelectMany(one => one.Processes)]
                    ),
                    platform.StartEdgesAsync
                ),
            async _ => await platform.EndEdgesAsync()
        );
}
