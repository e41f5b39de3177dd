using Verify.Tests.Ground;
using Verify.VideoPlatform.Invalidations;
using Verify.VideoPlatform.Jobs;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Outputs;
using Verify.VideoPlatform.Videos;

namespace Verify.Tests.VideoPlatform;

/// <summary>Jobs, their leases, and what is left of an attempt that has lost its own.</summary>
[Parallelizable, Waits]
public sealed class JobQueueTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Over = TimeSpan.FromMilliseconds(-1);

    private Stores stores = null!;
    private VideoService videos = null!;
    private JobEnd end = null!;
    private Guid id;

    [OneTimeSetUp]
    public async Task Start() => stores = await Stores.StartAsync(default);

    [OneTimeTearDown]
    public async Task End() => await stores.DisposeAsync();

    [SetUp]
    public async Task Add_one()
    {
        await stores.DoAsync("TRUNCATE videos, jobs, versions", default);
        videos = new(stores.Database, new NoInvalidationLog(), new PlatformMetrics());
        end = new(stores.Database, new NoInvalidationLog(), Long);
        id = (
            await videos.CreateAsync(new(Guid.NewGuid(), "A title", "lavfi:testsrc2"), default)
        ).Id;
        Assert.That((await videos.ProcessAsync(id, again: false, default)).Accepted);
    }

    [Test]
    public async Task A_job_is_given_to_one_worker()
    {
        var queue = Queue(Long);
        var claimed = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => queue.ClaimAsync(default))
        );
        Assert.That(claimed.OfType<Job>().Single().VideoId, Is.EqualTo(id));
    }

    [Test]
    public async Task A_lease_that_has_ended_gives_it_to_another_and_the_first_counts_for_nothing()
    {
        // It ends as soon as it begins.
        var first = (await Queue(Over).ClaimAsync(default))!;
        var second = (await Queue(Long).ClaimAsync(default))!;
        Assert.That((second.Id, second.Attempt, second.Version), Is.EqualTo((first.Id, 2, 2)));

        Assert.That(
            async () => await end.UploadedAsync(first, default),
            Throws.TypeOf<LeaseLost>()
        );
        Assert.That(async () => await end.ReadyAsync(first, default), Throws.TypeOf<LeaseLost>());
        Assert.That(
            async () => await end.FailedAsync(first, "late", default),
            Throws.TypeOf<LeaseLost>()
        );
        Assert.That(
            async () => await Queue(Long).RenewAsync(first, default),
            Throws.TypeOf<LeaseLost>()
        );
        Assert.That(
            (await videos.GetAsync(id, default))!.Status,
            Is.EqualTo(VideoStatus.Processing)
        );
        // Its objects may go.
        Assert.That(
            await new RetiredVersions(stores.Database, Long).NextAsync(default),
            Is.EqualTo(new RetiredVersion(id, 1, $"hls/{id}/v1/"))
        );

        await end.UploadedAsync(second, default);
        await end.ReadyAsync(second, default);
        Assert.That(async () => await end.ReadyAsync(second, default), Throws.TypeOf<LeaseLost>());
        var video = (await videos.GetAsync(id, default))!;
        Assert.That(
            (video.Status, video.HlsUrl),
            Is.EqualTo((VideoStatus.Ready, $"hls/{id}/master.m3u8"))
        );
        Assert.That(await Queue(Long).ClaimAsync(default), Is.Null);
    }

    [Test]
    public async Task What_is_stored_whole_is_published_and_not_made_again()
    {
        var first = (await Queue(Over).ClaimAsync(default))!;
        await end.UploadedAsync(first, default);
        var second = (await Queue(Long).ClaimAsync(default))!;
        Assert.That((second.Version, second.IsUploaded), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task A_job_that_was_given_back_waits_for_its_pause()
    {
        var queue = Queue(Long);
        await queue.GiveBackAsync((await queue.ClaimAsync(default))!, Long, "S3 is away", default);
        Assert.That(await queue.ClaimAsync(default), Is.Null);
    }

    [Test]
    public async Task A_ready_video_stays_ready_while_it_is_made_again_even_in_vain()
    {
        var queue = Queue(Long);
        var first = (await queue.ClaimAsync(default))!;
        await end.UploadedAsync(first, default);
        await end.ReadyAsync(first, default);
        Assert.That((await videos.ProcessAsync(id, again: false, default)).Accepted, Is.False);
        Assert.That((await videos.ProcessAsync(id, again: true, default)).Accepted);
        Assert.That((await videos.ProcessAsync(id, again: true, default)).Accepted, Is.False);

        await end.FailedAsync((await queue.ClaimAsync(default))!, "no such file", default);

        Assert.That((await videos.GetAsync(id, default))!.Status, Is.EqualTo(VideoStatus.Ready));
        Assert.That(
            await stores.AskAsync<string>(
                "SELECT string_agg(state, ' ' ORDER BY version) FROM versions",
                default
            ),
            Is.EqualTo("published abandoned")
        );
    }

    private JobQueue Queue(TimeSpan lease) => new(stores.Database, new VersionedNames(), lease);
}
