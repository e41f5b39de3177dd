using NUnit.Framework;
using Verify.Engine;
using Verify.Fixtures;
using Verify.Instruments;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>Step 5.5: how old the playlists are that viewers get, side by side over the same files.</summary>
internal sealed class Freshness(Bench bench)
{
    public const string Command =
        "watch -n0.05 curl -s http://127.0.0.1:17080/stream.m3u8  # against the renames on /var/hls";

    // 40 a second of each server: a second's staleness is known to a few hundredths, and the load is no load.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    private static readonly (string Server, TimeSpan Valid)[] Valid =
    [
        ("baseline", Expectations.Unchanged),
        ("candidate", Expectations.Fresh),
        ("module", Expectations.Fresh),
    ];

    public async Task CheckAsync(Step step)
    {
        var live = bench.Live;
        var playlist = bench.Profile.MediaPlaylists()[0];
        var path = bench.Site.File(playlist);
        using var watch = PublicationWatch.Start(
            Path.GetDirectoryName(path)!,
            Path.GetFileName(path)
        );
        var plan = new StalenessPlan(
            new(bench.Site.Uri(playlist), Interval, Random.Shared.Next()),
            Expectations.Watching
        );
        var seen = await new StalenessMeter(watch).MeasureAsync(
            plan,
            [.. live.Servers.Select(server => server.Watched)],
            new Progress(step),
            step.Ct
        );
        // Before anything is judged: what a dead part served or did not serve is no verdict on a configuration.
        live.MustRun();
        foreach (var (name, staleness) in seen)
        {
            step.Measure(staleness.AsMeasurement());
            step.Measure(
                new(
                    $"{name} media sequence went backwards",
                    staleness.Regressions,
                    "times",
                    staleness.Count,
                    Details: new Dictionary<string, double>
                    {
                        ["largest step"] = staleness.LargestStepBack,
                    }
                )
            );
            step.Keep($"staleness-{name}.csv", staleness.Csv(), "text/csv");
        }
        Pace(step, live.Encoder.Pace);
        Publications(step, watch);
        Judge(step, seen);
        Describe(step, seen);
    }

    private void Publications(Step step, PublicationWatch watch)
    {
        var due = (int)(Expectations.Watching / bench.Profile.SegmentDuration) - 1;
        step.Expect(
            "playlists published while it was watched",
            watch.Timeline.Publications.Count,
            Is.GreaterThanOrEqualTo(due),
            "one for each segment; a stream that stands still is never superseded and looks fresh"
        );
        step.Expect(
            "segments that appeared by a rename",
            watch.Renamed.Count(IsSegment),
            Is.GreaterThanOrEqualTo(due)
        );
        step.Expect(
            "segments written under their own name",
            watch.WrittenInPlace.Where(IsSegment),
            Is.Empty,
            "hls_flags temp_file: whoever asks early gets a whole segment or none"
        );
    }

    private static bool IsSegment(string name) => name.EndsWith(".ts", StringComparison.Ordinal);

    // A stream that comes late is stale whatever the caches do: then nothing is known of them.
    private void Pace(Step step, EncoderPace pace)
    {
        var live = EncoderArguments.LiveFrom(bench.Profile).TotalSeconds;
        var speed = pace.Since(live);
        const string Claim = "the encoder kept pace while it was watched";
        step.Measure(
            new(Claim, speed, "x", Source: "stream time by wall time, from FFmpeg's -progress")
        );
        if (speed >= Expectations.EncoderPace)
            step.Expect(
                Claim,
                Math.Round(speed, 3),
                Is.GreaterThanOrEqualTo(Expectations.EncoderPace)
            );
        else
            step.CannotTell(
                Claim,
                $"at least {Expectations.EncoderPace} x real time",
                $"it ran at {speed:0.00} x real time"
            );
    }

    private void Judge(Step step, IReadOnlyDictionary<string, Staleness> seen)
    {
        var unknown = seen.Values.Where(one => one.Inconclusive is not null).ToArray();
        foreach (var one in unknown)
            step.CannotTell($"{one.Endpoint}: staleness", "to be measured", one.Inconclusive!);
        if (unknown.Length > 0)
            return;
        foreach (var one in seen.Values)
            step.Expect(
                $"{one.Endpoint}: answers that could not be judged",
                one.ErrorCount,
                Is.Zero
            );
        var floor = Expectations.Floor;
        step.Expect(
            "the control sees every playlist at once",
            seen["control"].Max,
            Is.LessThanOrEqualTo(floor),
            "no cache: this is the instrument's own floor"
        );
        step.Expect(
            "the control's media sequence goes backwards",
            seen["control"].Regressions,
            Is.Zero
        );
        step.Expect(
            "the baseline shows the defect",
            seen["baseline"].Max,
            Is.GreaterThan(bench.Profile.SegmentDuration),
            "older than a segment: viewers wait for what is there"
        );
        step.Expect(
            "the baseline is as stale as its configuration predicts at most",
            seen["baseline"].Max,
            Is.LessThanOrEqualTo(Expectations.Unchanged + floor),
            "(9, 10] s by the whole-second rule, and the floor"
        );
        foreach (var name in new[] { "candidate", "module" })
            step.Expect(
                $"the {name} cures it",
                seen[name].Max,
                Is.LessThanOrEqualTo(Expectations.Fresh + floor),
                "(0, 1] s by the whole-second rule, and the floor",
                "freshness"
            );
        foreach (var (name, valid) in Valid)
            step.Expect(
                $"{name}: longest that an answer outlives the second at which its entry has to die",
                seen[name].Overstay(CacheWindow.Predict((int)valid.TotalSeconds)),
                Is.LessThanOrEqualTo(floor),
                $"open_file_cache_valid {valid.TotalSeconds:0}s dies on a second of the wall clock: prediction and measurement agree"
            );
        step.Expect(
            "the check discriminates: by the candidate's bound the baseline fails",
            seen["baseline"].Max,
            Is.GreaterThan(Expectations.Fresh + floor)
        );
    }

    private static void Describe(Step step, IReadOnlyDictionary<string, Staleness> seen)
    {
        foreach (var one in seen.Values)
            step.Saw(
                $"{one.Endpoint, -9} max {one.Max.TotalSeconds:0.000} s, p50 {one.P50.TotalSeconds:0.000}, p95 {one.P95.TotalSeconds:0.000}, "
                    + $"n {one.Count}, {one.Regressions} regressions (largest {one.LargestStepBack}), workers seen {one.Workers.Count}"
            );
        foreach (var one in seen.Values.Where(one => one.Regressions > 0))
            step.Find(
                $"{one.Endpoint}: the media sequence went backwards {one.Regressions} times, by up to {one.LargestStepBack}",
                "each worker has a cache of its own; a viewer whose connections reach different workers sees time run back",
                "a shared cache in front, or a player that keeps its connection"
            );
    }

    private sealed class Progress(Step step) : IProgress<StalenessProgress>
    {
        public void Report(StalenessProgress value) =>
            step.Progress($"{value.Samples} samples", value.Elapsed / value.Of);
    }
}
