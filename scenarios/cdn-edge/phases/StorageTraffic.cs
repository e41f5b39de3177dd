using NUnit.Framework;
using Verify.Fixtures.S3;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Steps 0.3 and 6.1: what one viewer of one video costs the storage without an edge, as the storage logs it.</summary>
internal static class StorageTraffic
{
    public const string Command =
        "ffmpeg -i http://127.0.0.1:9000/videos/hls/$ID/master.m3u8 -c copy -f null -; grep -c 'GET /videos/' radosgw.log";

    // A request's own bytes in the log beside its body: the heads of the request and of the answer.
    private const long MostHeads = 2048;

    // Heads say the time and a request's number, whose length can differ by a few letters.
    private const long Letters = 16;

    public static async Task WithoutAsync(PlatformInRun platform, Step step) =>
        platform.TrafficWithout = await CountAsync(platform, step);

    /// <summary>After the edges have been taken away.</summary>
    public static async Task BackAsync(PlatformInRun platform, Step step)
    {
        var now = await CountAsync(platform, step);
        if (platform.TrafficWithout is not { } before)
        {
            step.CannotTell(
                "requests at S3 as in 0.3",
                "the same",
                "step 0.3 has not counted them",
                CdnOutcomes.Rollback
            );
            return;
        }
        step.Expect(
            "requests at S3 for a viewer",
            now.Requests,
            Is.EqualTo(before.Requests),
            "as in 0.3: nothing stands between a viewer and the storage",
            CdnOutcomes.Rollback
        );
        step.Expect(
            "bytes at S3 for a viewer",
            now.Bytes,
            Is.EqualTo(before.Bytes).Within(before.Requests * Letters),
            "as in 0.3: the same objects, whole; the numbers in their heads may be a letter longer"
        );
    }

    private static async Task<S3Totals> CountAsync(PlatformInRun platform, Step step)
    {
        var video = await platform.VideoAsync(PlatformInRun.Without, step.Ct);
        var bucket = platform.Stores.Bucket(PlatformInRun.Without);
        var viewer = new Viewer(Endpoint.Direct("storage", bucket.Url), $"/{bucket.Bucket}");
        var mark = await platform.Stores.Storage.Requests.MarkAsync(step.Ct);
        var seen = await viewer.WatchAsync(video.Master, step.Ct);
        var logged = await platform.Stores.Storage.Requests.ReadAsync(step.Ct, mark);
        step.Expect(
            "the video is whole",
            seen.IsWhole && !seen.IsMixed,
            Is.True,
            $"a viewer who is given less asks for less: {seen}"
        );
        var objects = logged
            .Where(one => one.Path.StartsWith($"/{bucket.Bucket}/hls/", StringComparison.Ordinal))
            .ToArray();
        var total = new S3Totals(objects.Length, objects.Sum(one => one.Bytes));
        step.Expect(
            "requests at S3 for one viewer of one video",
            total.Requests,
            Is.EqualTo(seen.Objects.Count),
            "each request of the viewer is one of the storage's: the master playlist, one rendition's, and its segments"
        );
        step.Expect(
            "bytes at S3 for one viewer of one video",
            total.Bytes,
            Is.InRange(seen.Bytes, seen.Bytes + (total.Requests * MostHeads)),
            "the bodies that the viewer was given, and the heads of each request"
        );
        step.Measure(
            new("requests at S3 for a viewer, without an edge", total.Requests, "")
            {
                Id = CdnFigures.StorageRequests,
                Subject = PlatformInRun.Without,
            }
        );
        step.Measure(
            new(
                "bytes at S3 for a viewer, without an edge",
                total.Bytes,
                "B",
                total.Requests,
                Source: "radosgw's log"
            )
            {
                Id = CdnFigures.StorageBytes,
                Subject = PlatformInRun.Without,
            }
        );
        return total;
    }
}
