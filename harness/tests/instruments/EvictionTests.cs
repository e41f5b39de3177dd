using Verify.Engine.Namespaces;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Eviction;
using Verify.Instruments.Http;
using Verify.Instruments.Sequence;
using Verify.Instruments.Workers;
using Verify.Tests.Ground;

namespace Verify.Tests.Instruments;

/// <summary>A file cache of a real nginx under requests for nothing, and two of its workers with two versions.</summary>
public sealed class EvictionTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const int Port = 17080;
    private const int Rounds = 3;
    private const int Strangers = 20;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private TempFolder folder = null!;

    [SetUp]
    public void Make_a_folder()
    {
        folder = new();
        folder.Publish("there", "there\n");
    }

    [TearDown]
    public void Remove_the_folder() => folder.Dispose();

    // Never, as nothing is cached that could be driven out: then no round can tell.
    [TestCase("open_file_cache max=10; open_file_cache_errors on;", Rounds, Rounds)]
    [TestCase("open_file_cache max=1000; open_file_cache_errors on;", 0, Rounds)]
    [TestCase("open_file_cache max=10; open_file_cache_errors off;", 0, Rounds)]
    [TestCase("open_file_cache off;", 0, 0)]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Requests_for_nothing_drive_a_file_out_of_a_cache_that_is_smaller_and_keeps_errors(
        string cache,
        int evicted,
        int decided,
        CancellationToken ct
    )
    {
        await using var server = await StartAsync(cache, workers: 2, ct);
        var seen = await EvictionMeter.MeasureAsync(
            new("hot", folder.Path, Strangers, Rounds, new Random(1)),
            new(server.Endpoint, new(server.MasterId)),
            ct
        );
        Assert.That((seen.Evicted, seen.Decided), Is.EqualTo((evicted, decided)), seen.Csv());
        Assert.That(
            new NginxWorkers(server.MasterId).List().Select(worker => (int?)worker.Pid),
            Has.Member(seen.Worker)
        );
        Assert.That(Directory.GetFiles(folder.Path, "hot*"), Is.Empty, "what it wrote is gone");
        Assert.That(seen.Csv().Trim().Split('\n'), Has.Length.EqualTo(Rounds + 1));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_stranger_that_is_there_spoils_the_measurement_and_is_said(
        CancellationToken ct
    )
    {
        folder.Publish("hot-0-stranger-3.ts", "there\n");
        await using var server = await StartAsync("open_file_cache max=10;", workers: 1, ct);
        var failure = await Assert.ThrowsAsync<ExchangeFailed>(() =>
            EvictionMeter.MeasureAsync(
                new("hot", folder.Path, Strangers, Rounds, new Random(1)),
                new(server.Endpoint),
                ct
            )
        );
        Assert.That(failure!.Message, Does.Contain("hot-0-stranger-3.ts").And.Contain("200"));
    }

    [TestCase("open_file_cache max=10;", true)]
    [TestCase("open_file_cache off;", false)]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Two_workers_with_caches_of_their_own_give_the_newer_version_and_then_the_older(
        string cache,
        bool backwards,
        CancellationToken ct
    )
    {
        await using var server = await StartAsync(cache, workers: 2, ct);
        await using var two = await ConnectAsync(server, ct);
        Assert.That(two!.First.Worker, Is.Not.EqualTo(two.Second.Worker));
        var seen = await SequenceAcrossWorkers.MeasureAsync(
            "any",
            two,
            folder.Path,
            "/",
            "probe",
            Timeout,
            ct
        );
        Assert.That(seen.WentBackwards, Is.EqualTo(backwards));
        Assert.That(
            seen.Seen.Select(one => one.Worker),
            Is.EqualTo(new[] { two.First.Worker, two.Second.Worker, two.First.Worker })
        );
        Assert.That(
            seen.Seen.Select(one => one.Sequence - seen.Seen[0].Sequence),
            Is.EqualTo(new[] { 0, 1, backwards ? 0 : 1 })
        );
        Assert.That(seen.Seen.Select(one => one.At), Is.Ordered);
        Assert.That(Directory.GetFiles(folder.Path, "probe*"), Is.Empty, "what it wrote is gone");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task There_are_no_two_workers_where_there_is_one(CancellationToken ct)
    {
        await using var server = await StartAsync("", workers: 1, ct);
        Assert.That(await ConnectAsync(server, ct), Is.Null);
    }

    private static Task<TwoWorkers?> ConnectAsync(NginxServer server, CancellationToken ct) =>
        TwoWorkers.ConnectAsync(
            server.Endpoint,
            new NginxWorkers(server.MasterId),
            "/there",
            Timeout,
            ct
        );

    private Task<NginxServer> StartAsync(string cache, int workers, CancellationToken ct) =>
        NginxServer.StartAsync(
            "any",
            RenderedConfiguration.Write(
                folder.File("server"),
                $$"""
                user root;
                worker_processes {{workers}};
                events { }
                http {
                    include mime.types;
                    access_log off;
                    {{cache}} open_file_cache_valid 10s;
                    server { listen 127.0.0.1:{{Port}} reuseport; root {{folder.Path}}; }
                }
                """
            ),
            new(System.Net.IPAddress.Loopback, Port),
            Compartment.Isolated(),
            ct
        );
}
