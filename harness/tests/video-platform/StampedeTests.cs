using Verify.Tests.Ground;

namespace Verify.Tests.VideoPlatform;

/// <summary>Many callers ask for a video that is not cached, at the same moment, in several processes.</summary>
[Parallelizable, Waits]
public sealed class StampedeTests
{
    private const int Processes = 3;
    private const int CallersEach = 50;

    private Stores stores = null!;

    [OneTimeSetUp]
    public async Task Start() => stores = await Stores.StartAsync(default);

    [OneTimeTearDown]
    public async Task End() => await stores.DisposeAsync();

    [TestCase("cured", "shared", 1)]
    [TestCase("cured", "process", Processes)]
    [TestCase("cured", "none", Processes * CallersEach)]
    [TestCase("as-designed", "process", Processes)]
    [CancelAfter(Hang.Milliseconds)]
    public async Task A_cold_key_costs_so_many_queries(
        string design,
        string singleflight,
        int queries,
        CancellationToken ct
    )
    {
        var platforms = new List<HeldPlatform>();
        try
        {
            for (var i = 0; i < Processes; i++)
                platforms.Add(
                    await HeldPlatform.StartAsync(
                        stores.Settings(
                            ("VIDEO_DESIGN", design),
                            ("VIDEO_SINGLEFLIGHT", singleflight)
                        )
                    )
                );
            var id = await platforms[0].NewVideoAsync(ct);
            // Nobody's read ends before each caller who has to come has come.
            var read = new Moment();
            foreach (var platform in platforms)
                platform.Stored.AfterRead = read.HoldAsync;
            var callers = platforms
                .SelectMany(platform =>
                    Enumerable.Range(0, CallersEach).Select(_ => platform.Videos.GetAsync(id, ct))
                )
                .ToArray();
            await UntilAsync(() => platforms.Sum(one => one.Stored.Reads) >= queries, ct);
            read.GoOn();
            var answers = await Task.WhenAll(callers);

            Assert.That(answers, Has.All.Property("Id").EqualTo(id));
            Assert.That(platforms.Sum(one => one.Stored.Reads), Is.EqualTo(queries));
            if (singleflight != "none")
                // Whoever begins a look-up is not one of those who were given it.
                Assert.That(
                    platforms.Select(one =>
                        (one.Metrics.Initiated.Value, one.Metrics.Joined.Value)
                    ),
                    Has.All.EqualTo((1.0, CallersEach - 1.0))
                );
        }
        finally
        {
            foreach (var platform in platforms)
                await platform.DisposeAsync();
        }
    }

    [TestCase("as-designed", "", "fails")]
    [TestCase("cured", "VIDEO_LEADER=bound", "fails")]
    [TestCase("cured", "", "is answered")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task A_follower_whose_leader_goes_away(
        string design,
        string trait,
        string outcome,
        CancellationToken ct
    )
    {
        var setting = trait.Split('=');
        await using var platform = await HeldPlatform.StartAsync(
            trait.Length == 0
                ? stores.Settings(("VIDEO_DESIGN", design))
                : stores.Settings(("VIDEO_DESIGN", design), (setting[0], setting[1]))
        );
        var id = await platform.NewVideoAsync(ct);
        var read = new Moment();
        platform.Stored.AfterRead = read.HoldAsync;
        using var leaving = new CancellationTokenSource();
        var leader = platform.Videos.GetAsync(id, leaving.Token);
        await read.Arrived;
        var follower = platform.Videos.GetAsync(id, ct);
        await UntilAsync(() => platform.Metrics.Joined.Value > 0, ct);

        await leaving.CancelAsync();
        Assert.That(async () => await leader, Throws.InstanceOf<OperationCanceledException>());
        read.GoOn();

        if (outcome == "fails")
            Assert.That(
                async () => await follower,
                Throws.InstanceOf<OperationCanceledException>()
            );
        else
            Assert.That((await follower)!.Id, Is.EqualTo(id));
    }

    private static async Task UntilAsync(Func<bool> isSo, CancellationToken ct)
    {
        while (!isSo())
            await Task.Delay(BetweenLooks, ct);
    }

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);
}
