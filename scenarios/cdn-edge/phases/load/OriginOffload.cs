using Verify.Fixtures.S3;
using Verify.Instruments.Http;
using Verify.Instruments.Workers;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Figures;
using Verify.Swarm;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.CdnEdge.Phases.Load;

/// <summary>Step 5B.1: many viewers play a video through the cured edge, and directly from the storage, block by block in turn.</summary>
internal static class OriginOffload
{
    public const string Command =
        "./run.ps1 load http://127.0.0.1:8081/hls/$ID/master.m3u8; ./run.ps1 load http://127.0.0.1:9000/videos-cured/hls/$ID/master.m3u8";

    // Pairs in which the generator was late itself tell nothing of latencies: so many more are tried.
    private const int MorePairs = 2;

    // Longer than nothing, so that they do not come as one; shorter than a playlist's time, so that it expires once at most.
    private static readonly TimeSpan Arriving = TimeSpan.FromSeconds(1.5);

    // Viewers fetch as fast as they can until they have 30 s to play: the last to come has all of it within a second.
    private static readonly TimeSpan Fetching = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public static Task CheckAsync(PlatformInRun platform, Step step) =>
        PlayAsync(platform, step, ViewerLoad.Whole);

    public static async Task PlayAsync(PlatformInRun platform, Step step, ViewerLoad load)
    {
        var edge = platform.Edge(PlatformInRun.Cured);
        var video = await platform.VideoAsync(PlatformInRun.Cured, step.Ct);
        var bucket = platform.Stores.Bucket(PlatformInRun.Cured);
        var direct = $"/{bucket.Bucket}{video.Master}";
        var storage = new Uri(bucket.Url.GetLeftPart(UriPartial.Authority));
        var watched = await WatchedVideo.ReadAsync(new(storage, direct), step.Ct);
        var ways = new Way[]
        {
            new("directly", Endpoint.Direct("storage", storage), direct),
            new("through the edge", edge.Endpoint, video.Master),
        };
        // A cold edge is 5.1's business; here it is what it is for nearly all viewers.
        foreach (var way in ways)
            await HlsSwarm.RunAsync(Plan(way, watched, viewers: 1), way.To, null, step.Ct);
        var blocks = new List<OffloadBlock>();
        var claims = new OffloadClaims(
            step,
            watched,
            edge.Settings,
            load,
            blocks,
            isElsewhere: platform.Stores.Storage.Ids.Count == 0
        );
        for (
            var pair = 0;
            pair < load.Pairs || (pair < load.Pairs + MorePairs && claims.Told < load.Pairs);
            pair++
        )
            // What grows or wears off in the meantime falls on both alike: ABBA, again and again.
            foreach (var way in pair % 2 == 0 ? ways : ways.Reverse())
            {
                step.Progress(
                    $"block {blocks.Count + 1}, {way.Name}",
                    blocks.Count / (2.0 * load.Pairs)
                );
                blocks.Add(
                    await BlockAsync(
                        platform,
                        way,
                        Plan(way, watched, load.Viewers),
                        blocks.Count + 1,
                        step.Ct
                    )
                );
            }
        claims.Judge();
    }

    private static async Task<OffloadBlock> BlockAsync(
        PlatformInRun platform,
        Way way,
        SwarmPlan plan,
        int number,
        CancellationToken ct
    )
    {
        var rados = platform.Stores.Storage;
        var nginx = platform.Edge(PlatformInRun.Cured).Nginx;
        var workers = new NginxWorkers(nginx.MasterId);
        var mark = await rados.Requests.MarkAsync(ct);
        var (edgeBefore, storageBefore) = (WorkerCpu.Of(workers), StorageCpu(rados));
        var swarm = await HlsSwarm.RunAsync(plan, way.To, null, ct);
        var edge = WorkerCpu.Of(workers).Since(edgeBefore);
        var storage = storageBefore is null ? null : StorageCpu(rados)?.Since(storageBefore);
        var isThroughEdge = way.To == nginx.Endpoint;
        var bucket = $"/{platform.Stores.Bucket(PlatformInRun.Cured).Bucket}/";
        return new(
            new(
                number,
                way.Name,
                isThroughEdge,
                swarm,
                Counted: null,
                isThroughEdge ? Sum(edge, storage) : storage
            ),
            [
                .. (await rados.Requests.ReadAsync(ct, mark)).Where(one =>
                    one.Path.StartsWith(bucket, StringComparison.Ordinal)
                ),
            ],
            edge,
            storage
        );
    }

    // One of the user's runs elsewhere.
    private static WorkerCpu? StorageCpu(IObjectStorage storage) =>
        storage.Ids is { Count: > 0 } ids ? WorkerCpu.Of([.. ids]) : null;

    private static CpuUsed? Sum(CpuUsed? one, CpuUsed? other) =>
        one is null || other is null
            ? null
            : new(one.Time + other.Time, one.Error + other.Error, one.Source);

    private static SwarmPlan Plan(Way way, WatchedVideo watched, int viewers) =>
        new(
            way.Master,
            viewers,
            viewers / Arriving.TotalSeconds,
            Jitter: TimeSpan.Zero,
            VariantChoice.First,
            Reconnect: null,
            SegmentRetries: 0,
            Timeout,
            Arriving + Fetching,
            Seed: 1
        )
        {
            LatenessLimit = Bounds.Slower(watched.SegmentDuration),
        };

    /// <summary>How viewers get at the video.</summary>
    private sealed record Way(string Name, Endpoint To, string Master);
}
