using System.Net;
using System.Net.Sockets;
using Verify.Engine.Programs;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Monitor;
using Verify.Tests.Ground;

namespace Verify.Tests.NixCache.Monitors;

/// <summary>The monitor's figures of a real nginx, with as many connections and questions as the test makes.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MonitorTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Connections_are_counted_where_the_plan_counts_none(CancellationToken ct)
    {
        await using var cache = await ServedCache.StartAsync(CuredCache.Design, ct);
        using var monitor = Watch(cache);
        var port = cache.Server.Port;
        await UntilCountedAsync(port, 0, ct);

        var clients = new List<Socket>();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                clients.Add(new Socket(SocketType.Stream, ProtocolType.Tcp));
                await clients[^1].ConnectAsync(IPAddress.Loopback, port, ct);
            }
            await UntilCountedAsync(port, 3, ct);

            Assert.That(await FigureAsync(monitor, MetricNames.Connections, ct), Is.EqualTo(3));
            var said = await Command.MustAsync(PlannedCount.Command(port), ct);
            Assert.That(said.Stdout.Split($":{port} "), Has.Length.GreaterThan(3), "ss sees them");
            Assert.That(PlannedCount.Of(said.Stdout), Is.Zero);
        }
        finally
        {
            clients.ForEach(one => one.Dispose());
        }
        await UntilCountedAsync(port, 0, ct);
        Assert.That(await FigureAsync(monitor, MetricNames.Connections, ct), Is.Zero);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Half_of_the_questions_answered_is_a_hit_ratio_of_a_half(CancellationToken ct)
    {
        await using var cache = await ServedCache.StartAsync(CuredCache.Design, ct);
        using var monitor = Watch(cache);
        using var client = new HttpClient { BaseAddress = new(cache.Server.Url) };
        await AskAsync(client, LogFigures.LeastNarinfos - 2, ct);
        await cache.UntilLoggedAsync(LogFigures.LeastNarinfos - 2, ct);
        Assert.That(await FigureAsync(monitor, MetricNames.HitRatio, ct), Is.Null, "too few");

        // What the first look asked is in the log too, and is no narinfo.
        await AskAsync(client, 10, ct);
        await cache.UntilLoggedAsync(LogFigures.LeastNarinfos + 9, ct);
        var seen = await Observation.TakeAsync(monitor, Nothing, ct);

        Assert.That(seen[MetricNames.HitRatio], Is.EqualTo(0.5));
        Assert.That(seen[MetricNames.Narinfos], Is.EqualTo(LogFigures.LeastNarinfos + 8));
        Assert.That(seen[MetricNames.ErrorRatio], Is.Zero);
        Assert.That(
            seen[MetricNames.LatencyP99],
            Is.GreaterThanOrEqualTo(seen[MetricNames.LatencyP50] ?? double.NaN)
        );
        Assert.That(seen[MetricNames.BytesSent], Is.GreaterThan(14 * 24));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_server_that_hangs_is_down_though_it_accepts(CancellationToken ct)
    {
        await using var cache = await ServedCache.StartAsync(CuredCache.Design, ct);
        using var monitor = Watch(cache);
        var before = await Observation.TakeAsync(monitor, Nothing, ct);
        Assert.That(before[MetricNames.Up], Is.EqualTo(1));
        Assert.That(before[MetricNames.Uptime], Is.GreaterThanOrEqualTo(0));

        var master = (await File.ReadAllTextAsync(cache.Server.PidFile, ct)).Trim();
        // The kernel goes on to accept; nobody answers.
        await StopWorkersAsync(master, "STOP", ct);
        try
        {
            var hung = await Observation.TakeAsync(monitor, Nothing, ct);

            Assert.That(hung[MetricNames.Up], Is.Zero);
            Assert.That(hung[MetricNames.Availability], Is.EqualTo(0.5));
        }
        finally
        {
            await StopWorkersAsync(master, "CONT", ct);
        }
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_interface_that_was_renamed_is_down_and_what_cannot_be_read_is_left_out(
        CancellationToken ct
    )
    {
        await using var cache = await ServedCache.StartAsync(CuredCache.Design, ct);
        using var there = Watch(cache);
        using var renamed = new CacheMonitor(
            new(cache.Server, "was-renamed", "/nowhere") { PidFile = "/nowhere" },
            TimeProvider.System
        );

        var seen = await Observation.TakeAsync(renamed, Nothing, ct);

        Assert.That(await FigureAsync(there, MetricNames.InterfaceUp, ct), Is.EqualTo(1));
        Assert.That(seen[MetricNames.InterfaceUp], Is.Zero);
        Assert.That(seen[MetricNames.Uptime], Is.Null);
        Assert.That(seen[MetricNames.CollectionAge], Is.Null);
        Assert.That(seen[MetricNames.DiskFree], Is.Positive);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Prometheus_is_answered_on_loopback(CancellationToken ct)
    {
        var port = FreePort();
        var text = Metric.Text([new(MetricNames.Up, "1 if it answers.", 1)]);
        using var server = new MonitorServer(() => text, port);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var serving = server.UntilAsync(stop.Token);
        using var client = new HttpClient();

        var said = await client.GetStringAsync($"http://127.0.0.1:{port}/metrics", ct);

        Assert.That(
            said,
            Is.EqualTo(
                "# HELP nix_cache_up 1 if it answers.\n# TYPE nix_cache_up gauge\nnix_cache_up 1\n"
            )
        );
        using var other = await client.GetAsync($"http://127.0.0.1:{port}/", ct);
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(
            () => new MonitorServer(() => text, port),
            Throws.TypeOf<CannotRun>().With.Message.Contains("--listen")
        );
        await stop.CancelAsync();
        await serving;
    }

    private static AlarmWatch Nothing => new([], TimeProvider.System);

    private static CacheMonitor Watch(ServedCache cache) =>
        new(new(cache.Server, "lo", "/nowhere"), TimeProvider.System);

    private static async Task<double?> FigureAsync(
        CacheMonitor monitor,
        string name,
        CancellationToken ct
    ) => (await Observation.TakeAsync(monitor, Nothing, ct))[name];

    private static async Task AskAsync(HttpClient client, int times, CancellationToken ct)
    {
        for (var i = 0; i < times; i++)
        {
            var path = i % 2 == 0 ? ServedCache.Narinfo : ServedCache.Missing;
            using var answer = await client.GetAsync(path, ct);
        }
    }

    private static async Task UntilCountedAsync(int port, int count, CancellationToken ct)
    {
        while (Connections.Count(port) != count)
            await Task.Delay(10, ct);
    }

    private static async Task StopWorkersAsync(string master, string signal, CancellationToken ct)
    {
        var workers = await File.ReadAllTextAsync($"/proc/{master}/task/{master}/children", ct);
        await Command.MustAsync(
            ["kill", $"-{signal}", .. workers.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            ct
        );
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
