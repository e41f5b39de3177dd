using System.Diagnostics;
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

    // The probes leave two thirds of a cache to what it is for: none is pushed out while it is watched.
    private const int CacheShare = 3;

    // Where no cache sets a limit: more playlists bound no window better that is worth a wait.
    private const int MostProbes = 64;

    private TimeSpan watching;

    private string Playlist => bench.Profile.MediaPlaylists()[0];

    public async Task CheckAsync(Step step)
    {
        var live = bench.Live;
        var path = bench.Site.File(Playlist);
        var folder = Path.GetDirectoryName(path)!;
        var prefix = Playlist[..^Path.GetFileName(Playlist).Length];
        string Target(string name) => bench.Site.Uri(prefix + name);

        var predicted = live.Servers.ToDictionary(
            server => server.Name,
            server => server.Predict(Target(ProbePlaylists.Name(0)), InvalidationKind.Replaced)
        );
        watching = Expectations.Watching(predicted.Values.Max(one => one.Window.High));
        var endpoints = live
            .Servers.Select(server => new ProbedEndpoint(
                server.Watched,
                ProbePlan.For(
                    predicted[server.Name].Window,
                    watching,
                    Expectations.BoundWithin,
                    (int)
                        Math.Min(
                            (predicted[server.Name].Max ?? long.MaxValue) / CacheShare,
                            MostProbes
                        )
                ),
                predicted[server.Name].Window,
                Target
            ))
            .ToList();
        var memory = new PinnedMemory(bench);
        await memory.OpenListedSegmentsAsync(step);
        using var watch = PublicationWatch.Start(folder, Path.GetFileName(path));
        using var probes = ProbePlaylists.Start(
            folder,
            endpoints.Max(one => one.Plan.Files),
            Random.Shared.Next()
        );
        var plan = new StalenessPlan(
            new(bench.Site.Uri(Playlist), Interval, Random.Shared.Next()),
            watching
        );
        using var self = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        // What fails must end the other, not leave it running behind the exception.
        using var together = CancellationTokenSource.CreateLinkedTokenSource(step.Ct);
        var measuring = new StalenessMeter(watch).MeasureAsync(
            plan,
            [.. live.Servers.Select(server => server.Watched)],
            new Progress(step),
            together.Token
        );
        var probing = new ProbedStaleness(probes).MeasureAsync(
            endpoints,
            bench.Site.Uri(Playlist),
            watching,
            Random.Shared.Next(),
            together.Token
        );
        try
        {
            await await Task.WhenAny(measuring, probing);
            await Task.WhenAll(measuring, probing);
        }
        catch
        {
            await together.CancelAsync();
            throw;
        }
        self.Refresh();
        var cores = (self.TotalProcessorTime - before) / clock.Elapsed;
        // Before anything is judged: what a dead part served or did not serve is no verdict on a configuration.
        live.MustRun();
        memory.Measure(step);
        var (stream, probed) = (await measuring, await probing);
        Pace(step, live.Encoder.Pace);
        Publications(step, watch);
        step.Measure(
            new(
                "the meters' own processor time while it was watched",
                cores,
                "cores",
                Source: $"of this process; {stream.Values.Sum(one => one.Samples.Count) + probed.Values.Sum(one => one.Samples.Count)} requests in {clock.Elapsed.TotalSeconds:0.0} s"
            )
        );
        new FreshnessClaims(
            step,
            bench,
            [
                .. endpoints.Select(endpoint =>
                {
                    var name = endpoint.Watched.Endpoint.Name;
                    return new FreshnessSeen(
                        live.Servers.Single(server => server.Name == name),
                        stream[name],
                        probed[name],
                        endpoint.Plan,
                        predicted[name]
                    );
                }),
            ]
        ).Judge();
    }

    private void Publications(Step step, PublicationWatch watch)
    {
        var due = (int)(watching / bench.Profile.SegmentDuration) - 1;
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

    private sealed class Progress(Step step) : IProgress<StalenessProgress>
    {
        public void Report(StalenessProgress value) =>
            step.Progress($"{value.Samples} samples", value.Elapsed / value.Of);
    }
}
