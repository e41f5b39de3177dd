using Verify.Instruments.Http;
using Verify.Instruments.Invalidation;
using Verify.Instruments.Memory;
using Verify.Instruments.Replay;
using Verify.Instruments.Sampling;
using Verify.Instruments.Staleness;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Instruments;

/// <summary>The instruments on a real nginx, whose window the source code tells: valid 1 s is (0, 1] s.</summary>
[CancelAfter(Hang.Milliseconds)]
[Waits, Parallelizable]
public sealed class NginxTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
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
    public async Task Each_kind_of_change_is_over_within_the_window_as_replayed(
        CancellationToken ct
    )
    {
        InvalidationProbe Probe(InvalidationKind kind, string name) =>
            new($"{kind} {name}", kind, files.File(name), $"/cached/{name}")
            {
                Expected = new Dictionary<string, CacheWindow> { ["nginx"] = Window },
            };
        WatchedEndpoint[] endpoints = [new(nginx.Endpoint("nginx"), nginx.Workers)];
        await File.WriteAllTextAsync(files.File("kept.ts"), "what the user has", ct);
        var probes = Enumerable
            .Range(0, 4)
            .SelectMany(i =>
                new[]
                {
                    Probe(InvalidationKind.Replaced, $"replaced-{i}.ts"),
                    Probe(InvalidationKind.Appeared, $"early-{i}.ts"),
                    Probe(InvalidationKind.Deleted, $"gone-{i}.ts"),
                }
            )
            .Prepend(Probe(InvalidationKind.Replaced, "kept.ts"))
            .ToList();

        var all = await InvalidationMeter.MeasureAsync(
            probes,
            endpoints,
            new("/plain/none", Seed: 9) { Limit = Ample },
            progress: null,
            ct
        );

        Assert.That(all.Select(one => one.Name), Is.EqualTo(probes.Select(probe => probe.Name)));
        foreach (var seen in all)
        {
            TestContext.Out.WriteLine(
                $"{seen.Name}: first new {seen.FirstNew}, last old {seen.LastOld}, next new {seen.NextNew}"
            );
            Assert.That(seen.Inconclusive, Is.Null, seen.Name);
            Assert.That(seen.Settled, Is.True, seen.Name);
            Assert.That(seen.Errors, Is.Empty, seen.Name);
            Assert.That(seen.UnprimedWorkers, Is.Empty, seen.Name);
            Assert.That(seen.LastOld, Is.LessThanOrEqualTo(Window.High + ClockOfNginx), seen.Name);
            Assert.That(seen.Overstay(Window), Is.LessThanOrEqualTo(ClockOfNginx), seen.Name);
            Assert.That(seen.NextNew, Is.GreaterThan(seen.LastOld), seen.Name);
            Assert.That(seen.Samples.Any(s => s.At < TimeSpan.Zero), seen.Name);
            Assert.That(seen.Disagreeing(Window), Is.Empty, seen.Name);
        }
        // The same answers are not those of another cache, nor of none.
        Assert.That(all.Sum(seen => seen.Disagreeing(CacheWindow.Predict(2)).Count), Is.Positive);
        Assert.That(all.Sum(seen => seen.Disagreeing(CacheWindow.None).Count), Is.Positive);
        Assert.That(
            await File.ReadAllTextAsync(files.File("kept.ts"), ct),
            Is.EqualTo("what the user has")
        );
        Assert.That(Directory.GetFiles(files.Path, "early-*"), Is.Empty);
        Assert.That(Directory.GetFiles(files.Path, "gone-*"), Is.Empty);
        Assert.That(Directory.GetFiles(files.Path, "*.ready"), Is.Empty);
    }

    [Test]
    public async Task Probe_playlists_agree_with_the_rule_and_with_no_other(CancellationToken ct)
    {
        using var probes = ProbePlaylists.Start(
            [.. Enumerable.Range(0, 6).Select(i => files.File($"probe-{i}.m3u8"))],
            seed: 3
        );
        var duration = TimeSpan.FromSeconds(8);
        ProbedEndpoint Asked(string name, CacheWindow window) =>
            new(
                new(nginx.Endpoint(name), nginx.Workers),
                ProbePlan.For(window, duration, tolerance: 0.5, most: 6) with
                {
                    Files = 6,
                },
                window,
                file => $"/{name}/probe-{file}.m3u8"
            );

        var seen = await new ProbedStaleness(probes).MeasureAsync(
            [Asked("cached", Window), Asked("plain", CacheWindow.None)],
            "/plain/none",
            duration,
            seed: 4,
            ct
        );

        var (cached, control) = (seen["cached"], seen["plain"]);
        var least = StalenessBound.LeastMax(
            Window.High,
            cached.Missed,
            cached.DrawsOf(Window),
            1e-6
        );
        TestContext.Out.WriteLine(
            $"max {cached.Max} bound {cached.Upper95} of {cached.Windows} windows, missed {cached.Missed}, at least {least}"
        );
        Assert.That(cached.Inconclusive ?? control.Inconclusive, Is.Null);
        Assert.That(cached.ErrorCount + control.ErrorCount, Is.Zero);
        Assert.That(cached.Workers, Has.Count.EqualTo(2));
        Assert.That(cached.Overstay(Window), Is.LessThanOrEqualTo(ClockOfNginx));
        Assert.That(least, Is.GreaterThan(ClockOfNginx));
        Assert.That(cached.Max, Is.GreaterThanOrEqualTo(least));
        Assert.That(cached.Upper95, Is.GreaterThanOrEqualTo(cached.Max));
        Assert.That(cached.Replay(Window).Replayed, Is.GreaterThan(100));
        Assert.That(cached.Replay(Window).Disagreeing, Is.Empty);
        Assert.That(cached.Replay(CacheWindow.Predict(2)).Disagreeing, Is.Not.Empty);
        Assert.That(cached.Replay(CacheWindow.None).Disagreeing, Is.Not.Empty);
        Assert.That(control.Max, Is.LessThanOrEqualTo(control.TimingError));
        Assert.That(control.Replay(CacheWindow.None).Disagreeing, Is.Empty);
        Assert.That(control.Replay(Window).Disagreeing, Is.Not.Empty);
    }

    [Test]
    public async Task Deleted_files_that_a_worker_holds_are_counted_once(CancellationToken ct)
    {
        const int bytes = 300_000;
        await File.WriteAllBytesAsync(files.File("held.ts"), new byte[bytes], ct);
        var pids = nginx.Workers.List().Select(worker => worker.Pid).ToArray();
        var before = OpenDeletedFiles.HeldBy(pids, files.Path);

        var served = await EveryWorker.AskAsync(
            new(nginx.Endpoint("it"), nginx.Workers),
            "/plain/none",
            ["/cached/held.ts"],
            ct
        );
        var named = OpenDeletedFiles.HeldBy(pids, files.Path);
        File.Delete(files.File("held.ts"));
        var held = OpenDeletedFiles.HeldBy(pids, files.Path);

        Assert.That(served, Is.EqualTo(2), "both workers");
        Assert.That(named.Files, Is.EqualTo(before.Files), "a file with a name is not counted");
        Assert.That(held.Files, Is.EqualTo(before.Files + 1));
        Assert.That(held.Bytes - before.Bytes, Is.GreaterThanOrEqualTo(bytes));
        Assert.That(OpenDeletedFiles.HeldBy(pids, "/proc"), Is.EqualTo(new OpenDeletedFiles(0, 0)));
    }

    [Test]
    public async Task Every_worker_is_asked_however_few_requests_a_connection_carries(
        CancellationToken ct
    )
    {
        await File.WriteAllTextAsync(files.File("many.ts"), "many", ct);
        var served = await EveryWorker.AskAsync(
            new(nginx.Endpoint("it"), nginx.Workers),
            "/plain/none",
            [.. Enumerable.Repeat("/three/many.ts", 9)],
            ct
        );
        Assert.That(served, Is.EqualTo(18), "both workers");
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
