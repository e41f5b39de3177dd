using Amazon.S3;
using Amazon.S3.Model;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>What should not be there after jobs have been disturbed and done: in PostgreSQL, at S3, in Redis, on the disk.</summary>
internal static class LeftOvers
{
    // A lease, then the making of several videos on a busy machine, then a look of the sweeper a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    // The database of Redis that the cured design has: see PlatformInRun.
    private const string RedisDatabase = "2";

    private const string Jobs = """
        SELECT video_id, string_agg(state, ' ') FROM jobs GROUP BY 1
        """;

    private const string Versions = """
        SELECT video_id, version, state, sweeps FROM versions ORDER BY 1, 2
        """;

    /// <summary>Waits until all is done and cleaned up.</summary>
    /// <returns>What is wrong even then; nothing, if all is well.</returns>
    public static async Task<IReadOnlyList<string>> SettledAsync(
        PlatformInRun platform,
        IReadOnlyList<Guid> videos,
        StatusWitness witness,
        string workFolder,
        CancellationToken ct
    )
    {
        for (var began = Instant.Now; ; )
        {
            var wrong = await AllAsync(platform, videos, witness, workFolder, ct);
            if (wrong.Count == 0 || Instant.Now - began > Patience)
                return wrong;
            await Task.Delay(BetweenLooks, ct);
        }
    }

    private static async Task<IReadOnlyList<string>> AllAsync(
        PlatformInRun platform,
        IReadOnlyList<Guid> videos,
        StatusWitness witness,
        string workFolder,
        CancellationToken ct
    )
    {
        var database = platform.Stores.Database(PlatformInRun.Cured);
        var wrong = new List<string>();
        var jobs = (
            await database.ListAsync(Jobs, row => (row.GetGuid(0), row.GetString(1)), ct)
        ).ToDictionary(one => one.Item1, one => one.Item2);
        foreach (var video in videos.Where(one => jobs.GetValueOrDefault(one) != "done"))
            wrong.Add($"{video}: its job is {jobs.GetValueOrDefault(video) ?? "gone"}");
        // Until then all else is on its way.
        if (wrong.Count > 0)
            return wrong;
        var ready = await witness.CountsAsync("READY", ct);
        foreach (var video in videos.Where(one => ready.GetValueOrDefault(one) != 1))
            wrong.Add($"{video}: READY was committed {ready.GetValueOrDefault(video)} times");
        var versions = await database.ListAsync(
            Versions,
            row => new Row(row.GetGuid(0), row.GetInt32(1), row.GetString(2), row.GetInt32(3)),
            ct
        );
        if (
            await database.ListAsync(
                "SELECT id FROM pending_invalidations",
                row => row.GetInt64(0),
                ct
            ) is
            { Count: > 0 } pending
        )
            wrong.Add($"{pending.Count} invalidations that Redis was not told");
        using var client = platform.Stores.Bucket(PlatformInRun.Cured).Client(Timeout);
        foreach (var video in videos)
        {
            var own = versions.Where(one => one.Video == video).ToArray();
            wrong.AddRange(OfRows(video, own));
            if (own.SingleOrDefault(one => one.State == "published") is { } published)
                wrong.AddRange(await OfObjectsAsync(platform, client, published, ct));
            wrong.AddRange(await OfCacheAsync(platform, video, ct));
        }
        wrong.AddRange(
            Directory
                .EnumerateDirectories(workFolder, "attempt-*")
                .Select(folder => $"{folder}: the files of an attempt")
        );
        return wrong;
    }

    private static IEnumerable<string> OfRows(Guid video, IReadOnlyList<Row> rows)
    {
        var published = rows.Count(one => one.State == "published");
        if (published != 1)
            yield return $"{video}: {published} versions are published";
        foreach (var one in rows.Where(one => one.State != "published"))
            if (one.State is not ("abandoned" or "removed") || one.Sweeps == 0)
                yield return $"{video}: version {one.Version} is {one.State}, and {one.Sweeps} times swept";
    }

    private static async Task<IReadOnlyList<string>> OfObjectsAsync(
        PlatformInRun platform,
        AmazonS3Client client,
        Row published,
        CancellationToken ct
    )
    {
        var wrong = new List<string>();
        var bucket = platform.Stores.Bucket(PlatformInRun.Cured);
        var (folder, own) = (
            $"hls/{published.Video}/",
            $"hls/{published.Video}/v{published.Version}/"
        );
        var listed = await client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = bucket.Bucket, Prefix = folder },
            ct
        );
        wrong.AddRange(
            (listed.S3Objects ?? [])
                .Select(one => one.Key)
                .Where(key =>
                    key != $"{folder}master.m3u8" && !key.StartsWith(own, StringComparison.Ordinal)
                )
                .Select(key =>
                    $"{key}: version {published.Version} is published, and this is there"
                )
        );
        var seen = await new Viewer(
            Endpoint.Direct("storage", bucket.Url),
            $"/{bucket.Bucket}"
        ).WatchAsync($"/{folder}master.m3u8", ct);
        if (!seen.IsWhole || seen.Versions is not [var only] || only != published.Version)
            wrong.Add($"{published.Video}: version {published.Version} is watched as {seen}");
        return wrong;
    }

    private static async Task<IReadOnlyList<string>> OfCacheAsync(
        PlatformInRun platform,
        Guid video,
        CancellationToken ct
    )
    {
        var wrong = new List<string>();
        var kept = await platform.Stores.Cli.ShowAsync(
            ["-n", RedisDatabase, "GET", $"video:{video}"],
            ct
        );
        if (kept != "(nil)" && !kept.Contains("READY", StringComparison.Ordinal))
            wrong.Add($"{video}: Redis holds {kept}");
        foreach (var api in platform.Of(PlatformInRun.Cured))
            if (await api.StatusAsync(video, ct) is var shown and not "READY")
                wrong.Add($"{video}: {api.Name} shows {shown}");
        return wrong;
    }

    private sealed record Row(Guid Video, int Version, string State, int Sweeps);
}
