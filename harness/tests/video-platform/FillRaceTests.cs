using Verify.Tests.Ground;
using Verify.VideoPlatform.Videos;

namespace Verify.Tests.VideoPlatform;

/// <summary>
/// A read that fills the cache against a write that invalidates it, in each order that matters: the order is made, not hoped for.
/// </summary>
[Parallelizable, Waits]
public sealed class FillRaceTests
{
    private Stores stores = null!;

    [OneTimeSetUp]
    public async Task Start() => stores = await Stores.StartAsync(default);

    [OneTimeTearDown]
    public async Task End() => await stores.DisposeAsync();

    // The status shown once PROCESSING has been acknowledged.
    [TestCase("cured", "", "PROCESSING")]
    [TestCase("cured", "VIDEO_FENCE=off", "PENDING_UPLOAD")]
    [TestCase("cured", "VIDEO_INVALIDATION=write-before-delete", "PENDING_UPLOAD")]
    [TestCase("as-designed", "", "PENDING_UPLOAD")]
    [TestCase("as-designed", "VIDEO_INVALIDATION=write-before-delete", "PENDING_UPLOAD")]
    [TestCase("without", "", "PROCESSING")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task A_fill_that_began_before_a_write_lands_after_it(
        string design,
        string trait,
        string shown,
        CancellationToken ct
    )
    {
        await using var platform = await StartAsync(design, trait);
        var id = await platform.NewVideoAsync(ct);
        var afterRead = new Moment();
        platform.Stored.AfterRead = afterRead.HoldAsync;
        var reader = platform.Videos.GetAsync(id, ct);
        await afterRead.Arrived;

        var written = await platform.Videos.ProcessAsync(id, again: false, ct);
        Assert.That(written.Accepted);
        platform.Stored.AfterRead = _ => Task.CompletedTask;
        afterRead.GoOn();
        await reader;

        Assert.That(await platform.StatusAsync(id, ct), Is.EqualTo(shown));
    }

    [TestCase("cured", "", "PROCESSING")]
    [TestCase("cured", "VIDEO_INVALIDATION=delete-before-write", "PENDING_UPLOAD")]
    [TestCase("as-designed", "", "PENDING_UPLOAD")]
    [TestCase("as-designed", "VIDEO_INVALIDATION=write-before-delete", "PROCESSING")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task A_read_between_the_beginning_of_a_write_and_its_end(
        string design,
        string trait,
        string shown,
        CancellationToken ct
    )
    {
        await using var platform = await StartAsync(design, trait);
        var id = await platform.NewVideoAsync(ct);
        var beforeWrite = new Moment();
        platform.Stored.BeforeWrite = beforeWrite.HoldAsync;
        var writer = platform.Videos.ProcessAsync(id, again: false, ct);
        await beforeWrite.Arrived;

        Assert.That(await platform.StatusAsync(id, ct), Is.EqualTo("PENDING_UPLOAD"));
        beforeWrite.GoOn();
        await writer;

        Assert.That(await platform.StatusAsync(id, ct), Is.EqualTo(shown));
    }

    // A look-up that is under way is as old as its beginning, also for those who would share it.
    [TestCase("cured", "", "PROCESSING")]
    [TestCase("cured", "VIDEO_FENCE=off", "PENDING_UPLOAD")]
    [TestCase("as-designed", "", "PENDING_UPLOAD")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task A_caller_who_comes_after_a_write_and_meets_a_look_up_from_before_it(
        string design,
        string trait,
        string shown,
        CancellationToken ct
    )
    {
        await using var platform = await StartAsync(design, trait);
        var id = await platform.NewVideoAsync(ct);
        var afterRead = new Moment();
        platform.Stored.AfterRead = afterRead.HoldAsync;
        var leader = platform.Videos.GetAsync(id, ct);
        await afterRead.Arrived;
        await platform.Videos.ProcessAsync(id, again: false, ct);

        platform.Stored.AfterRead = _ => Task.CompletedTask;
        var follower = platform.StatusAsync(id, ct);
        // Whoever does not share ends by itself; whoever shares does not before the leader.
        if (shown == "PROCESSING")
            await follower;
        afterRead.GoOn();
        await leader;

        Assert.That(await follower, Is.EqualTo(shown));
    }

    // The same in another process, which meets the lease of the first.
    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task A_caller_in_another_process_does_not_wait_for_a_look_up_from_before_a_write(
        CancellationToken ct
    )
    {
        await using var one = await StartAsync("cured", "");
        await using var other = await StartAsync("cured", "");
        var id = await one.NewVideoAsync(ct);
        var afterRead = new Moment();
        one.Stored.AfterRead = afterRead.HoldAsync;
        var leader = one.Videos.GetAsync(id, ct);
        await afterRead.Arrived;
        await other.Videos.ProcessAsync(id, again: false, ct);

        Assert.That(await other.StatusAsync(id, ct), Is.EqualTo("PROCESSING"));
        afterRead.GoOn();
        Assert.That((await leader)!.Status, Is.EqualTo(VideoStatus.PendingUpload));
        Assert.That(await one.StatusAsync(id, ct), Is.EqualTo("PROCESSING"));
        Assert.That(one.Metrics.FillsRefused.Value, Is.EqualTo(1));
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task An_invalidation_is_told_by_another_if_its_process_dies_after_the_commit(
        CancellationToken ct
    )
    {
        await using var dying = await StartAsync("cured", "");
        await using var living = await StartAsync("cured", "");
        var id = await dying.NewVideoAsync(ct);
        Assert.That(await living.StatusAsync(id, ct), Is.EqualTo("PENDING_UPLOAD"));
        // What it had done when it died: the transaction, and nothing else.
        await dying.Stored.ProcessAsync(id, again: false, ct);
        Assert.That(await living.StatusAsync(id, ct), Is.EqualTo("PENDING_UPLOAD"));

        await living.Relay.TellAsync(TimeSpan.Zero, ct);

        Assert.That(await living.StatusAsync(id, ct), Is.EqualTo("PROCESSING"));
        Assert.That(
            await stores.AskAsync<long>("SELECT count(*) FROM pending_invalidations", ct),
            Is.Zero
        );
    }

    private async Task<HeldPlatform> StartAsync(string design, string trait)
    {
        var setting = trait.Split('=');
        return await HeldPlatform.StartAsync(
            trait.Length == 0
                ? stores.Settings(("VIDEO_DESIGN", design))
                : stores.Settings(("VIDEO_DESIGN", design), (setting[0], setting[1]))
        );
    }
}
