using Verify.Instruments.Playlists;
using Verify.Tests.Ground;
using Verify.Tests.Playlists;

namespace Verify.Tests.VideoPlatform;

/// <summary>Videos made by a worker: whole, once, and never two versions of one in the same playlists.</summary>
[Parallelizable, Waits]
public sealed class WorkerTests
{
    private const string Source = "lavfi:testsrc2=duration=4";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private TempFolder folder = null!;
    private Stores stores = null!;
    private TestS3 s3 = null!;
    private PlatformProcess api = null!;

    [SetUp]
    public async Task Start()
    {
        folder = new();
        Directory.CreateDirectory(folder.File("work"));
        stores = await Stores.StartAsync(default);
        s3 = await TestS3.StartAsync();
        api = await PlatformProcess.StartAsync("api", Environment, default);
    }

    [TearDown]
    public async Task End()
    {
        await api.DisposeAsync();
        await s3.DisposeAsync();
        await stores.DisposeAsync();
        folder.Dispose();
    }

    private Dictionary<string, string> Environment =>
        new(stores.Environment)
        {
            ["S3_ENDPOINT"] = s3.Address,
            ["S3_ACCESS_KEY"] = "key",
            ["S3_SECRET_KEY"] = "secret",
            ["CDN_BASE_URL"] = "https://cdn.example/",
            ["VIDEO_SOURCES"] = $"lavfi:,file://{folder.Path}/",
            ["WORK_DIR"] = folder.File("work"),
            // Short: it is waited for after a kill.
            ["JOB_LEASE"] = "2s",
        };

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task A_video_is_made_into_a_ladder_and_its_address_is_the_CDNs(
        CancellationToken ct
    )
    {
        await using var worker = await PlatformProcess.StartAsync("worker", Environment, ct);
        var id = await MadeAsync(Source, ct);

        Assert.That(
            (await api.VideoAsync(id, ct)).GetProperty("hls_url").GetString(),
            Is.EqualTo($"https://cdn.example/hls/{id}/master.m3u8")
        );
        Assert.That(
            s3.NamesIn($"hls/{id}/"),
            Is.EqualTo(
                new[]
                {
                    $"hls/{id}/master.m3u8",
                    $"hls/{id}/v1/180p/index.m3u8",
                    $"hls/{id}/v1/180p/segment_000.ts",
                    $"hls/{id}/v1/180p/segment_001.ts",
                    $"hls/{id}/v1/360p/index.m3u8",
                    $"hls/{id}/v1/360p/segment_000.ts",
                    $"hls/{id}/v1/360p/segment_001.ts",
                    $"hls/{id}/v1/master.m3u8",
                }
            )
        );
        var master = s3.Objects[$"hls/{id}/master.m3u8"];
        Assert.That(master.ContentType, Is.EqualTo("application/vnd.apple.mpegurl"));
        Assert.That(master.CacheControl, Is.EqualTo("public, max-age=10"));
        Assert.That(
            ((MultivariantPlaylist)PlaylistSamples.Read(master.Text)).Variants.Select(one =>
                one.Uri
            ),
            Is.EqualTo(new[] { "v1/360p/index.m3u8", "v1/180p/index.m3u8" })
        );
        var segment = s3.Objects[$"hls/{id}/v1/360p/segment_000.ts"];
        Assert.That(segment.ContentType, Is.EqualTo("video/mp2t"));
        Assert.That(segment.CacheControl, Does.Contain("immutable"));
        Assert.That(segment.Version, Is.EqualTo("1"));
        // Which version it is of stands in the segment itself.
        Assert.That(segment.Body.AsSpan().IndexOf("v1"u8), Is.GreaterThan(0));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.File("work")), Is.Empty);
    }

    [TestCase("versioned", false), TestCase("versioned", true), TestCase("stable", false)]
    [CancelAfter(Hang.Milliseconds)]
    public async Task Made_again_it_has_names_of_its_own_or_those_of_the_first_time(
        string output,
        bool hasBareTags,
        CancellationToken ct
    )
    {
        s3.HasBareTags = hasBareTags;
        var environment = Environment;
        environment["VIDEO_OUTPUT"] = output;
        await using var worker = await PlatformProcess.StartAsync("worker", environment, ct);
        var id = await MadeAsync(Source, ct);
        var first = s3.Objects.ToDictionary();
        using (var again = await api.ProcessAsync(id, ct, "?again=true"))
            Assert.That((int)again.StatusCode, Is.EqualTo(202));
        await UntilAsync(() => worker.Said.Contains("version 2, attempt 1: ready"), ct);

        var changed = first
            .Where(one => s3.Objects[one.Key].Tag != one.Value.Tag)
            .Select(one => one.Key);
        if (output == "versioned")
        {
            Assert.That(changed, Is.EqualTo(new[] { $"hls/{id}/master.m3u8" }));
            var master = s3.Objects[$"hls/{id}/master.m3u8"].Text;
            Assert.That(master, Does.Contain("v2/360p/index.m3u8").And.Not.Contain("v1/"));
        }
        else
            Assert.That(changed, Does.Contain($"hls/{id}/360p/segment_000.ts"));
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Killed_while_it_stores_a_job_is_done_again_once_and_leaves_nothing_half_done(
        CancellationToken ct
    )
    {
        var half = new Moment();
        s3.BeforePut = (name, token) =>
            name.EndsWith("v1/180p/index.m3u8", StringComparison.Ordinal)
                ? half.HoldAsync(token)
                : Task.CompletedTask;
        await using var killed = await PlatformProcess.StartAsync("worker", Environment, ct);
        var id = await api.NewVideoAsync(Source, ct);
        using (await api.ProcessAsync(id, ct))
            await half.Arrived;
        Assert.That(s3.NamesIn($"hls/{id}/v1/"), Is.Not.Empty);
        await killed.SignalAsync("KILL", ct);

        await using var worker = await PlatformProcess.StartAsync("worker", Environment, ct);
        await api.UntilStatusAsync(id, "READY", ct);

        // The second, or a later one where the machine let the worker do nothing for longer than its lease.
        var version = await stores.AskAsync<int>(
            "SELECT version FROM versions WHERE state = 'published'",
            ct
        );
        Assert.That(version, Is.GreaterThan(1));
        Assert.That(
            s3.Objects[$"hls/{id}/master.m3u8"].Text,
            Does.Contain($"v{version}/").And.Not.Contain("v1/")
        );
        await UntilAsync(() => s3.NamesIn($"hls/{id}/v1/").Length == 0, ct);
        Assert.That(s3.NamesIn($"hls/{id}/v{version}/"), Has.Length.EqualTo(7));
        Assert.That(
            await stores.AskAsync<long>("SELECT count(*) FROM jobs WHERE state = 'done'", ct),
            Is.EqualTo(1)
        );
        // Neither files of an attempt, nor a lock of theirs.
        Assert.That(Directory.EnumerateFileSystemEntries(folder.File("work")), Is.Empty);
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Stopped_for_longer_than_its_lease_a_worker_changes_nothing_afterwards(
        CancellationToken ct
    )
    {
        var late = new Moment();
        s3.BeforePut = (name, token) =>
            name.EndsWith("v1/180p/index.m3u8", StringComparison.Ordinal)
                ? late.HoldAsync(token)
                : Task.CompletedTask;
        await using var stopped = await PlatformProcess.StartAsync("worker", Environment, ct);
        var id = await api.NewVideoAsync(Source, ct);
        using (await api.ProcessAsync(id, ct))
            await late.Arrived;
        await stopped.SignalAsync("STOP", ct);
        await using var worker = await PlatformProcess.StartAsync("worker", Environment, ct);
        await api.UntilStatusAsync(id, "READY", ct);
        var made = s3.Objects[$"hls/{id}/master.m3u8"];

        late.GoOn();
        await stopped.SignalAsync("CONT", ct);
        await UntilAsync(() => stopped.Said.Contains("version 1, attempt 1: lost"), ct);

        Assert.That(s3.Objects[$"hls/{id}/master.m3u8"], Is.EqualTo(made));
        // Also the object that was under way when it was stopped, by the second look.
        await UntilAsync(() => s3.NamesIn($"hls/{id}/v1/").Length == 0, ct);
    }

    [TestCase("file://{0}/missing.mp4")]
    [TestCase("file://{0}/text.mp4")]
    // FFmpeg would follow a playlist to any file.
    [TestCase("file://{0}/list.mp4")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task What_cannot_be_made_has_failed_and_leaves_nothing(
        string url,
        CancellationToken ct
    )
    {
        File.WriteAllText(folder.File("text.mp4"), "no video");
        File.WriteAllText(
            folder.File("list.mp4"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
        );
        await using var worker = await PlatformProcess.StartAsync("worker", Environment, ct);
        var id = await api.NewVideoAsync(url.Replace("{0}", folder.Path), ct);
        using (await api.ProcessAsync(id, ct))
            await api.UntilStatusAsync(id, "FAILED", ct);

        Assert.That(s3.Objects, Is.Empty);
        foreach (var query in new[] { "", "?again=true" })
            using (var refused = await api.ProcessAsync(id, ct, query))
                Assert.That((int)refused.StatusCode, Is.EqualTo(409));
    }

    private async Task<Guid> MadeAsync(string source, CancellationToken ct)
    {
        var id = await api.NewVideoAsync(source, ct);
        using (await api.ProcessAsync(id, ct))
            await api.UntilStatusAsync(id, "READY", ct);
        return id;
    }

    private static async Task UntilAsync(Func<bool> isSo, CancellationToken ct)
    {
        while (!isSo())
            await Task.Delay(BetweenLooks, ct);
    }
}
