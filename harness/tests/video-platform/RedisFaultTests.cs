using System.Diagnostics;
using Verify.Tests.Ground;
using Verify.VideoPlatform.Redis;

namespace Verify.Tests.VideoPlatform;

/// <summary>Redis refuses connections, or has stopped answering.</summary>
[Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase), Waits]
public sealed class RedisFaultTests
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private Stores stores = null!;

    [SetUp]
    public async Task Start() => stores = await Stores.StartAsync(default);

    [TearDown]
    public async Task End() => await stores.DisposeAsync();

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task The_cured_one_starts_and_serves_without_it(CancellationToken ct)
    {
        await stores.Redis.KillAsync(ct);
        await using var platform = await HeldPlatform.StartAsync(stores.Settings());
        var id = await platform.NewVideoAsync(ct);

        Assert.That(await platform.StatusAsync(id, ct), Is.EqualTo("PENDING_UPLOAD"));
        Assert.That(platform.Metrics.RedisSkipped.Value, Is.GreaterThan(0));
        Assert.That(platform.Metrics.Bypasses.Value, Is.EqualTo(1));
    }

    // Without Redis there is no generation, and a look-up that began before a write must not be shared after it.
    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Without_it_callers_share_what_has_not_begun_yet(CancellationToken ct)
    {
        await stores.Redis.KillAsync(ct);
        await using var platform = await HeldPlatform.StartAsync(stores.Settings());
        var id = await platform.NewVideoAsync(ct);
        var read = new Moment();
        platform.Stored.AfterRead = read.HoldAsync;
        var before = platform.StatusAsync(id, ct);
        await read.Arrived;
        await platform.Videos.ProcessAsync(id, again: false, ct);
        var after = Enumerable.Range(0, 20).Select(_ => platform.StatusAsync(id, ct)).ToArray();
        read.GoOn();

        Assert.That(await before, Is.EqualTo("PENDING_UPLOAD"));
        Assert.That(await Task.WhenAll(after), Has.All.EqualTo("PROCESSING"));
        Assert.That(platform.Stored.Reads, Is.EqualTo(2));
    }

    [TestCase("as-designed", "")]
    [TestCase("cured", "off")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task Without_the_fallback_none_starts(
        string design,
        string fallback,
        CancellationToken ct
    )
    {
        await stores.Redis.KillAsync(ct);
        Assert.That(
            async () =>
                await HeldPlatform.StartAsync(
                    stores.Settings(("VIDEO_DESIGN", design), ("VIDEO_FALLBACK", fallback))
                ),
            Throws
                .TypeOf<RedisUnavailable>()
                .With.Message.Contains($"127.0.0.1:{stores.Redis.Settings.Port}")
        );
    }

    // Held against what is designed, beside it, on the same Redis at the same time.
    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task A_stopped_one_costs_the_cured_design_one_wait_and_the_other_one_each_time(
        CancellationToken ct
    )
    {
        await using var cured = await HeldPlatform.StartAsync(stores.Settings());
        await using var designed = await HeldPlatform.StartAsync(
            stores.Settings(("VIDEO_DESIGN", "as-designed"))
        );
        var id = await cured.NewVideoAsync(ct);
        await cured.StatusAsync(id, ct);
        await designed.StatusAsync(id, ct);
        stores.Redis.Freeze();

        var (first, second) = (await TimeAsync(cured, id, ct), await TimeAsync(cured, id, ct));
        var asDesigned = await TimeAsync(designed, id, ct);

        Assert.That(second, Is.LessThan(first));
        Assert.That(first, Is.LessThan(asDesigned));
        Assert.That(cured.Metrics.RedisErrors.WithLabels("timeout").Value, Is.EqualTo(1));
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task One_that_comes_back_is_told_first_what_was_invalidated_meanwhile(
        CancellationToken ct
    )
    {
        await using var platform = await HeldPlatform.StartAsync(stores.Settings());
        var id = await platform.NewVideoAsync(ct);
        await platform.StatusAsync(id, ct);
        Assert.That(
            await stores.RedisCli.GetAsync($"video:{id}", ct),
            Does.Contain("PENDING_UPLOAD")
        );
        stores.Redis.Freeze();
        // Redis has the old status, and cannot be told.
        Assert.That((await platform.Videos.ProcessAsync(id, again: false, ct)).Accepted);
        Assert.That(
            await stores.AskAsync<long>("SELECT count(*) FROM pending_invalidations", ct),
            Is.EqualTo(1)
        );
        stores.Redis.Thaw();

        // Whichever of them it is that the first answer of Redis is given to.
        var hits = platform.Metrics.Hits.Value;
        while (platform.Metrics.Hits.Value == hits)
        {
            Assert.That(await platform.StatusAsync(id, ct), Is.EqualTo("PROCESSING"));
            await Task.Delay(BetweenLooks, ct);
        }
        Assert.That(
            await stores.AskAsync<long>("SELECT count(*) FROM pending_invalidations", ct),
            Is.Zero
        );
    }

    private static async Task<TimeSpan> TimeAsync(
        HeldPlatform platform,
        Guid id,
        CancellationToken ct
    )
    {
        var clock = Stopwatch.StartNew();
        Assert.That(await platform.StatusAsync(id, ct), Is.EqualTo("PENDING_UPLOAD"));
        return clock.Elapsed;
    }
}
