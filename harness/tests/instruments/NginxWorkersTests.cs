using Verify.Instruments.Http;
using Verify.Instruments.Staleness;
using Verify.Instruments.Workers;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Instruments;

/// <summary>What is seen of a real nginx's workers: which of them answers, what they do, and that none is passed over.</summary>
[CancelAfter(Hang.Milliseconds)]
[Waits, Parallelizable]
public sealed class NginxWorkersTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);

    private readonly TempFolder files = new();
    private TestNginx nginx = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        nginx = await TestNginx.StartAsync(files, TestContext.CurrentContext.CancellationToken);

    [OneTimeTearDown]
    public void Stop()
    {
        nginx?.Dispose();
        files.Dispose();
    }

    [Test]
    public async Task The_worker_that_answers_a_connection_is_told(CancellationToken ct)
    {
        var workers = nginx.Workers.List();
        var seen = new HashSet<int>();
        for (var i = 0; i < 200 && seen.Count < 2; i++)
        {
            await using var connection = await HttpConnection.OpenAsync(
                nginx.Endpoint("it"),
                Ample,
                ct
            );
            await connection.SendAsync(HttpAsk.Get("/"), Ample, HttpLimits.Default, null, ct);
            var worker = nginx.Workers.AnsweringOn(connection);

            Assert.That(worker, Is.Not.Null);
            seen.Add(worker ?? 0);
            // Asked again, the same connection has the same worker.
            Assert.That(nginx.Workers.AnsweringOn(connection), Is.EqualTo(worker));
        }

        Assert.That(
            workers,
            Has.Count.EqualTo(2).And.All.Matches<NginxWorker?>(w => w is { ShuttingDown: false })
        );
        Assert.That(seen, Is.EquivalentTo(workers.Select(w => w.Pid)));
    }

    [Test]
    public async Task Requests_are_counted_and_cost_its_workers_processor_time(CancellationToken ct)
    {
        // A connection carries a thousand (keepalive_requests).
        const int requests = 900;
        var status = new StatusPage(nginx.Endpoint("it"), "/status");
        await using var connection = await HttpConnection.OpenAsync(
            nginx.Endpoint("it"),
            Ample,
            ct
        );
        var (before, idle) = (await status.RequestsAsync(ct), WorkerCpu.Of(nginx.Workers));
        var nothing = WorkerCpu.Of(nginx.Workers).Since(idle);
        for (var i = 0; i < requests; i++)
            await connection.SendAsync(HttpAsk.Get("/"), Ample, HttpLimits.Default, null, ct);
        var used = WorkerCpu.Of(nginx.Workers).Since(idle);
        var after = await status.RequestsAsync(ct);

        // The second look at the status is among what it counts.
        Assert.That(after - before - 1, Is.EqualTo(requests));
        // A request takes microseconds, and no millisecond.
        Assert.That(used!.Time.TotalMicroseconds / requests, Is.InRange(1, 1000));
        Assert.That(nothing!.Time, Is.LessThan(used.Time / 10));
        using var other = await TestNginx.StartAsync(files, ct);
        Assert.That(WorkerCpu.Of(other.Workers).Since(idle), Is.Null, "other workers");
        Assert.That(await new StatusPage(nginx.Endpoint("it"), "/").RequestsAsync(ct), Is.Null);
    }

    [Test]
    public async Task Each_of_many_workers_is_seen(CancellationToken ct)
    {
        using var many = await TestNginx.StartAsync(files, ct, workers: 24);
        await using var published = new PublishedPlaylists(files, TimeSpan.FromMilliseconds(500));
        using var watch = PublicationWatch.Start(files.Path, PublishedPlaylists.Name);

        async Task<Staleness> SeenAsync(int seconds) =>
            (
                await new StalenessMeter(watch).MeasureAsync(
                    new(
                        new($"/cached/{PublishedPlaylists.Name}", TimeSpan.FromMilliseconds(25), 5),
                        TimeSpan.FromSeconds(seconds)
                    ),
                    [new(many.Endpoint("many"), many.Workers)],
                    progress: null,
                    ct
                )
            )["many"];

        // A busy machine takes fewer samples in the same time: what is claimed is that enough of them see every worker.
        var seen = await SeenAsync(3);
        for (var seconds = 6; seen.UnseenWorkers.Count > 0 && seconds <= 24; seconds *= 2)
            seen = await SeenAsync(seconds);

        Assert.That(seen.UnseenWorkers, Is.Empty);
        Assert.That(seen.Workers.Keys, Is.EquivalentTo(many.Workers.List().Select(w => w.Pid)));
        Assert.That(seen.ErrorCount, Is.Zero);
        // Several caches disagree: a client that changes between them sees time run back.
        Assert.That(seen.Regressions, Is.Positive);
    }
}
