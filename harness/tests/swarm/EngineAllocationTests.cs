using Verify.Swarm;
using Verify.Swarm.Exchange;
using Verify.Swarm.Http;
using Verify.Swarm.Loop;
using Verify.Swarm.Tally;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Swarm;

/// <summary>In steady state a request allocates nothing.</summary>
[NonParallelizable]
[CancelAfter(Hang.Milliseconds)]
public sealed class EngineAllocationTests
{
    private const int Requests = 2000;

    // nginx closes a connection after 1,000 requests: the sockets that are opened then are spread over all of them.
    private const double BytesPerRequest = 8;

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_engine_allocates_nothing(bool isKept, CancellationToken ct)
    {
        using var files = new TempFolder();
        File.WriteAllBytes(files.File("file"), new byte[isKept ? 400 : 400_000]);
        using var nginx = await TestNginx.StartAsync(files, ct);
        var server = await Server.FindAsync(nginx.Endpoint("it"), ct);
        var use = isKept ? BodyUse.Keep : BodyUse.Discard;

        // A thread of its own: what others allocate does not count.
        var allocated = await Task.Factory.StartNew(
            () => Allocated(server, use),
            ct,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

        Assert.That(allocated / (double)Requests, Is.LessThan(BytesPerRequest));
    }

    [Test]
    public async Task Nor_do_viewers_for_a_playlist_that_all_have_seen(CancellationToken ct)
    {
        using var files = new TempFolder();
        // A target duration of zero: reloaded ten times a second by each.
        File.WriteAllText(
            files.File("s.m3u8"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:0\n#EXTINF:0,\na.ts\n"
        );
        File.WriteAllBytes(files.File("a.ts"), new byte[188]);
        using var nginx = await TestNginx.StartAsync(files, ct);
        var plan = new SwarmPlan(
            "/plain/s.m3u8",
            Viewers: 200,
            RampPerSecond: 1000,
            Jitter: TimeSpan.FromMilliseconds(100),
            VariantChoice.First,
            Reconnect: null,
            SegmentRetries: 0,
            Timeout: TimeSpan.FromSeconds(20),
            Duration: TimeSpan.FromSeconds(1),
            Seed: 1
        );

        var brief = await AllocatedAsync(plan);
        var longer = await AllocatedAsync(plan with { Duration = TimeSpan.FromSeconds(3) });

        // What a look at the progress allocates, four times a second, is in it, and what the rest of the process does.
        var more = longer.Requests - brief.Requests;
        Assert.That(more, Is.GreaterThan(500));
        Assert.That((longer.Bytes - brief.Bytes) / (double)more, Is.LessThan(32));

        async Task<(long Requests, long Bytes)> AllocatedAsync(SwarmPlan plan)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var result = await HlsSwarm.RunAsync(plan, nginx.Endpoint("it"), null, ct);
            return (result.Traffic.Requests, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
    }

    private static long Allocated(Server server, BodyUse use)
    {
        using var loop = new EventLoop();
        var connection = new RawConnection(loop, server, new());
        var request = Request.For(new(server.Address, "/plain/file"));
        var (done, before, good) = (0, 0L, 0);
        var begun = false;
        loop.Run(() =>
        {
            if (!begun)
                _ = AskAsync();
            begun = true;
            return done == 2 * Requests;
        });
        connection.Dispose();
        Assert.That(good, Is.EqualTo(2 * Requests));
        return GC.GetAllocatedBytesForCurrentThread() - before;

        async Task AskAsync()
        {
            for (; done < 2 * Requests; done++)
            {
                // The first half warms up.
                if (done == Requests)
                    before = GC.GetAllocatedBytesForCurrentThread();
                var answer = await connection.GetAsync(request, use);
                good += answer is { Fault: null, Status: 200 } ? 1 : 0;
            }
        }
    }
}
