using Verify.Instruments;

namespace Verify.Tests;

/// <summary>The instruments on a real nginx, whose window the source code tells: valid 1 s is (0, 1] s.</summary>
[CancelAfter(120_000)]
public sealed class NginxTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    // Three probes at once, on a machine that may be building something else.
    private static readonly TimeSpan Probing = TimeSpan.FromMilliseconds(25);
    private static readonly CacheWindow Window = CacheWindow.Predict(validSeconds: 1);

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
    public async Task Staleness_stays_in_the_window_that_the_source_tells(CancellationToken ct)
    {
        await using var published = new PublishedPlaylists(files, TimeSpan.FromMilliseconds(150));
        using var watch = PublicationWatch.Start(files.Path, PublishedPlaylists.Name);

        var meter = new StalenessMeter(watch);
        var duration = TimeSpan.FromSeconds(5);
        var cached = meter.MeasureAsync(
            new(new($"/cached/{PublishedPlaylists.Name}", Interval, 5), duration),
            [new(nginx.Endpoint("cached"), nginx.Workers)],
            progress: null,
            ct
        );
        var plain = meter.MeasureAsync(
            new(new($"/plain/{PublishedPlaylists.Name}", Interval, 6), duration),
            [new(nginx.Endpoint("control"), nginx.Workers)],
            progress: null,
            ct
        );
        var (seen, control) = ((await cached)["cached"], (await plain)["control"]);
        TestContext.Out.WriteLine(
            $"{seen.Max} p50 {seen.P50} upper {seen.Upper95} {seen.UpperReason} windows {seen.Windows} "
                + $"regressions {seen.Regressions} by {seen.LargestStepBack}, rtt {seen.RoundTrip}; "
                + $"control {control.Max}, rtt {control.RoundTrip}, error {control.TimingError}"
        );

        Assert.That(seen.Inconclusive, Is.Null);
        Assert.That(seen.ErrorCount + control.ErrorCount, Is.Zero);
        Assert.That(seen.UnseenWorkers, Is.Empty);
        Assert.That(seen.Workers, Has.Count.EqualTo(2));
        Assert.That(seen.Max, Is.GreaterThan(Window.High / 2));
        Assert.That(seen.Max, Is.LessThanOrEqualTo(Window.High + seen.TimingError + ClockOfNginx));
        Assert.That(control.Max, Is.LessThanOrEqualTo(control.TimingError));
        Assert.That(control.Regressions, Is.Zero);
    }

    // nginx reads the clock once a turn of its loop, and the kernel's coarse clock moves once a tick.
    private static readonly TimeSpan ClockOfNginx = TimeSpan.FromMilliseconds(50);

    [Test]
    public async Task Each_kind_of_change_is_over_within_the_window(CancellationToken ct)
    {
        InvalidationProbe Probe(InvalidationKind kind, string name, int seed) =>
            new(
                kind.ToString(),
                kind,
                files.File(name),
                new($"/cached/{name}", Probing, seed) { TraceEvery = 2 },
                Patience: TimeSpan.FromSeconds(1.2),
                Limit: Ample
            );
        WatchedEndpoint[] endpoints = [new(nginx.Endpoint("nginx"), nginx.Workers)];
        var kept = files.File("kept.ts");
        await File.WriteAllTextAsync(kept, "what the user has", ct);

        var all = await Task.WhenAll(
            InvalidationMeter.MeasureAsync(
                Probe(InvalidationKind.Replaced, "kept.ts", 1),
                endpoints,
                ct
            ),
            InvalidationMeter.MeasureAsync(
                Probe(InvalidationKind.Appeared, "early.ts", 2),
                endpoints,
                ct
            ),
            InvalidationMeter.MeasureAsync(
                Probe(InvalidationKind.Deleted, "gone.ts", 3),
                endpoints,
                ct
            )
        );

        foreach (var seen in all.Select(one => one["nginx"]))
        {
            TestContext.Out.WriteLine(
                $"{seen.Name}: first new {seen.FirstNew}, last old {seen.LastOld}, next new {seen.NextNew}"
            );
            Assert.That(seen.Inconclusive, Is.Null, seen.Name);
            Assert.That(seen.Settled, Is.True, seen.Name);
            Assert.That(seen.Errors, Is.Empty, seen.Name);
            Assert.That(seen.UnprimedWorkers, Is.Empty, seen.Name);
            Assert.That(seen.LastOld, Is.LessThanOrEqualTo(Window.High + ClockOfNginx), seen.Name);
            Assert.That(seen.NextNew, Is.GreaterThan(seen.LastOld), seen.Name);
            Assert.That(seen.Samples.Any(s => s.At < TimeSpan.Zero), seen.Name);
        }
        Assert.That(await File.ReadAllTextAsync(kept, ct), Is.EqualTo("what the user has"));
        Assert.That(File.Exists(files.File("early.ts")), Is.False);
        Assert.That(File.Exists(files.File("gone.ts")), Is.False);
        Assert.That(Directory.GetFiles(files.Path, "*.ready"), Is.Empty);
    }

    [Test]
    public async Task A_survey_of_headers_tells_what_nginx_does(CancellationToken ct)
    {
        await File.WriteAllBytesAsync(
            files.File("seg.ts"),
            [.. Enumerable.Range(0, 1000).Select(i => (byte)i)],
            ct
        );

        var survey = await new HeaderProbe(nginx.Endpoint("it"), Ample).SurveyAsync(
            "/plain/seg.ts",
            ct
        );

        Assert.That(survey.Get.Answer?.Status, Is.EqualTo(200));
        Assert.That(survey.Get.Answer?.BodyLength, Is.EqualTo(1000));
        Assert.That(survey.Get.Answer?.First("content-type"), Is.EqualTo("video/mp2t"));
        Assert.That(string.Join('|', survey.Get.Answer!.All("X-Twice")), Is.EqualTo("a|b"));
        Assert.That(survey.Head.Answer?.BodyLength, Is.Zero);
        Assert.That(survey.Head.Answer?.First("Content-Length"), Is.EqualTo("1000"));
        Assert.That(survey.SameTag?.Answer?.Status, Is.EqualTo(304));
        Assert.That(survey.SameDate?.Answer?.Status, Is.EqualTo(304));
        Assert.That(survey.FirstBytes.Answer?.Status, Is.EqualTo(206));
        Assert.That(
            survey.FirstBytes.Answer?.First("Content-Range"),
            Is.EqualTo("bytes 0-99/1000")
        );
        Assert.That(survey.RangeMatches);
        Assert.That(survey.BeyondEnd.Answer?.Status, Is.EqualTo(416));
        Assert.That(survey.Options.Answer?.Status, Is.EqualTo(405));
    }
}
