using Verify.Instruments.Http;
using Verify.Instruments.Sampling;
using Verify.Instruments.Staleness;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Instruments;

/// <summary>The meter against origins whose staleness is known because they were made so.</summary>
[CancelAfter(Hang.Milliseconds)]
[Waits, Parallelizable]
public sealed class StalenessMeterTests
{
    // Short enough for a test of seconds to see a dozen windows, long against the pauses of a machine.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan TimeoutValue = TimeSpan.FromMilliseconds(300);

    // Where everything is answered: nothing is given up because the machine is busy.
    private static readonly TimeSpan Hours = TimeSpan.FromHours(1);

    [Test]
    public async Task Constructed_staleness_is_measured_with_maximum_and_median(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        await using var published = new PublishedPlaylists(folder, Apart);
        await using var cached = RawServer.Answering(
            (_, _) => RawServer.Ok(published.Body(published.CurrentAt(Boundary(Instant.Now))))
        );
        await using var fresh = RawServer.Answering(
            (_, _) => RawServer.Ok(File.ReadAllBytes(folder.File(PublishedPlaylists.Name)))
        );
        using var watch = PublicationWatch.Start(folder.Path, PublishedPlaylists.Name);
        var (start, wall) = (Instant.Now, TimeProvider.System.GetUtcNow());
        var duration = TimeSpan.FromSeconds(10);

        var seen = await new StalenessMeter(watch).MeasureAsync(
            Plan(duration, TimeSpan.FromMilliseconds(4), Hours),
            [new(cached.Endpoint("cached")), new(fresh.Endpoint("control"))],
            progress: null,
            ct
        );
        var (measured, control) = (seen["cached"], seen["control"]);
        var truth = Truth(
            published.Versions,
            measured.Samples.Select(sample => start + (sample.Wall - wall))
        );
        // What a busy machine adds: an answer is as old as it is when it comes, and a rename is seen when it is looked at.
        var late = measured.RoundTrip.P99 + measured.TimingError;
        TestContext.Out.WriteLine($"truth {truth}\nmeasured {measured}\ncontrol {control}");

        Assert.That(measured.Inconclusive, Is.Null);
        // A busy machine answers so late that the meter asks no more for a while; all that was asked was answered.
        Assert.That(
            measured.Errors.Keys.Where(kind =>
                !kind.StartsWith("not sent", StringComparison.Ordinal)
            ),
            Is.Empty
        );
        Assert.That(measured.Count, Is.GreaterThan(500));
        Assert.That(
            measured.Max,
            Is.EqualTo(truth.Max).Within((0.10 * truth.Max) + late + measured.RoundTrip.Max)
        );
        Assert.That(measured.P50, Is.EqualTo(truth.P50).Within((0.05 * truth.P50) + late));
        Assert.That(measured.Upper95, Is.GreaterThanOrEqualTo(measured.Max));
        // It promises what it has seen windows for; a machine that let it sleep through some has shown it fewer.
        Assert.That(
            measured.Upper95 / (measured.Max + measured.Missed),
            Is.EqualTo(Math.Pow(0.05, -1.0 / measured.Windows)).Within(1e-3)
        );
        Assert.That(measured.Regressions, Is.Zero);
        Assert.That(measured.Samples.Count(s => s.KeepAlive), Is.GreaterThan(measured.Count / 3));
        Assert.That(measured.Csv().AsSpan().Count('\n'), Is.EqualTo(measured.Samples.Count + 1));
        Assert.That(
            control.Max,
            Is.LessThanOrEqualTo(Floor + control.RoundTrip.Max + control.TimingError)
        );
        Assert.That(control.Regressions, Is.Zero);
    }

    [Test]
    public async Task Workers_that_disagree_make_the_sequence_go_backwards(CancellationToken ct)
    {
        using var folder = new TempFolder();
        await using var published = new PublishedPlaylists(folder, Apart);
        // Every second connection meets a worker that is three versions behind.
        await using var server = RawServer.Answering(
            (_, connection) =>
                RawServer.Ok(
                    published.Body(
                        Math.Max(0, published.CurrentAt(Instant.Now) - (connection % 2 * 3))
                    )
                )
        );
        using var watch = PublicationWatch.Start(folder.Path, PublishedPlaylists.Name);

        var seen = (
            await new StalenessMeter(watch).MeasureAsync(
                Plan(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(10)),
                [new(server.Endpoint("two workers"))],
                progress: null,
                ct
            )
        )["two workers"];

        Assert.That(seen.Regressions, Is.GreaterThan(10));
        Assert.That(seen.LargestStepBack, Is.EqualTo(3));
    }

    [Test]
    public async Task A_version_of_before_the_first_that_was_watched_is_as_old_as_that_at_least(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        await using var published = new PublishedPlaylists(folder, Apart);
        await published.SupersededAsync(ct);
        // A cache that was filled long before it was watched, and keeps what it has.
        await using var server = RawServer.Answering((_, _) => RawServer.Ok(published.Body(0)));
        using var watch = PublicationWatch.Start(folder.Path, PublishedPlaylists.Name);

        var seen = (
            await new StalenessMeter(watch).MeasureAsync(
                Plan(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(10)),
                [new(server.Endpoint("frozen"))],
                progress: null,
                ct
            )
        )["frozen"];

        Assert.That(seen.Errors, Is.Empty);
        Assert.That(seen.Max, Is.GreaterThan(TimeSpan.FromSeconds(0.5)));
    }

    [Test]
    public async Task What_is_no_answer_is_counted_by_kind_and_ends_nothing(CancellationToken ct)
    {
        using var folder = new TempFolder();
        await using var published = new PublishedPlaylists(folder, Apart);
        byte[] Now() => published.Body(published.CurrentAt(Instant.Now));
        await using var good = RawServer.Answering((_, _) => RawServer.Ok(Now()));
        await using var torn = RawServer.Answering(
            (_, _) => RawServer.Ok(Now().AsSpan(0, Now().Length / 2))
        );
        await using var missing = RawServer.Answering((_, _) => RawServer.NotFound());
        await using var silent = RawServer.Start(
            (_, stop) => Task.Delay(Timeout.InfiniteTimeSpan, stop)
        );
        await using var garbage = RawServer.Answering((_, _) => "\0\0\0\r\n\r\n"u8.ToArray());
        await using var endless = RawServer.Answering((_, _) => [.. EndlessHead]);
        await using var closing = RawServer.Start(
            async (connection, stop) => await connection.TargetAsync(stop)
        );
        using var watch = PublicationWatch.Start(folder.Path, PublishedPlaylists.Name);
        var servers = new Dictionary<string, RawServer>
        {
            ["good"] = good,
            ["unknown version"] = torn,
            ["status 404"] = missing,
            ["timeout"] = silent,
            ["malformed"] = garbage,
            ["toolarge"] = endless,
            ["closed"] = closing,
        };

        var seen = await new StalenessMeter(watch).MeasureAsync(
            Plan(TimeSpan.FromSeconds(1.5), TimeSpan.FromMilliseconds(20)),
            [.. servers.Select(pair => new WatchedEndpoint(pair.Value.Endpoint(pair.Key)))],
            progress: null,
            ct
        );

        Assert.That(seen["good"].Count, Is.Positive);
        Assert.That(seen["good"].Inconclusive, Is.Null);
        foreach (var kind in servers.Keys.Where(name => name != "good"))
        {
            Assert.That(seen[kind].Errors.GetValueOrDefault(kind), Is.Positive, kind);
            Assert.That(seen[kind].Count, Is.Zero, kind);
            Assert.That(seen[kind].Inconclusive, Does.Contain("no answer"), kind);
        }
    }

    [Test]
    public async Task What_never_was_on_disk_is_told_by_what_it_has_otherwise(CancellationToken ct)
    {
        using var folder = new TempFolder();
        await using var published = new PublishedPlaylists(folder, Apart);
        string Now() => File.ReadAllText(folder.File(PublishedPlaylists.Name));
        await using var good = RawServer.Answering((_, _) => RawServer.Ok(Bytes(Now())));
        await using var rewriting = RawServer.Answering(
            (_, _) =>
                RawServer.Ok(
                    Bytes(Now().Replace("seg", "http://cdn.example/seg", StringComparison.Ordinal))
                )
        );
        using var watch = PublicationWatch.Start(folder.Path, PublishedPlaylists.Name);

        var seen = await new StalenessMeter(watch).MeasureAsync(
            Plan(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(10)),
            [new(good.Endpoint("good")), new(rewriting.Endpoint("rewriting"))],
            progress: null,
            ct
        );

        Assert.That(seen["good"].Unpublished, Is.Empty);
        Assert.That(
            seen["rewriting"].Unpublished,
            Is.Not.Empty.And.All.Match("line 6 is 'http://cdn.example/seg.*' where 'seg.*' was")
        );
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    [Test]
    public async Task Nothing_published_is_inconclusive_and_not_fresh(CancellationToken ct)
    {
        using var folder = new TempFolder();
        folder.Publish(PublishedPlaylists.Name, PublishedPlaylists.Playlist(0));
        await using var server = RawServer.Answering(
            (_, _) => RawServer.Ok(File.ReadAllBytes(folder.File(PublishedPlaylists.Name)))
        );
        using var watch = PublicationWatch.Start(folder.Path, PublishedPlaylists.Name);

        var seen = await new StalenessMeter(watch).MeasureAsync(
            Plan(TimeSpan.FromSeconds(0.3), TimeSpan.FromMilliseconds(10)),
            [new(server.Endpoint("it"))],
            progress: null,
            ct
        );

        Assert.That(seen["it"].Count, Is.Positive);
        Assert.That(seen["it"].Inconclusive, Does.Contain("nothing was published"));
    }

    private static byte[] EndlessHead { get; } =
    [
        .. "HTTP/1.1 200 OK\r\n"u8,
        .. Enumerable.Repeat("X-More: of the same\r\n"u8.ToArray(), 10_000).SelectMany(x => x),
    ];

    private static StalenessPlan Plan(
        TimeSpan duration,
        TimeSpan interval,
        TimeSpan? timeout = null
    ) =>
        new(
            new("/" + PublishedPlaylists.Name, interval, Seed: 11)
            {
                Timeout = timeout ?? TimeoutValue,
            },
            duration
        )
        {
            PhasePeriod = Window,
        };

    private static Instant Boundary(Instant now)
    {
        var ticks = (default(Instant) + Window).Ticks;
        return new(now.Ticks / ticks * ticks);
    }

    /// <summary>The rule itself, whenever the meter asked: what it was given, and how old that was.</summary>
    private static Quantiles Truth(
        IReadOnlyList<(Instant At, byte[] Body)> versions,
        IEnumerable<Instant> asked
    )
    {
        var ages = new List<TimeSpan>();
        foreach (var t in asked)
        {
            var boundary = Boundary(t);
            var next = versions.FirstOrDefault(version => version.At > boundary);
            ages.Add(next.Body is null || next.At > t ? TimeSpan.Zero : t - next.At);
        }
        return Quantiles.Of(ages);
    }
}
