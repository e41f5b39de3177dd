using System.Diagnostics;
using System.Text;
using Verify.Instruments.Invalidation;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Staleness;
using Verify.Reports.Plots;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Invalidations;

/// <summary>Step 5.6: how long the old state outlives a change, for each kind of file, repeated at random phases.</summary>
internal sealed class InvalidationTiming(ServedStream stream, Promise promise, LiveOrigin live)
{
    public const string Command =
        "mv new.m3u8 /var/hls/probe.m3u8; until curl -s http://127.0.0.1:17080/probe.m3u8 | grep -q new; do :; done";

    // Independent changes of each kind: the middle of so many lies in the middle half of the window 9 times in 10.
    private const int Repeats = 8;

    // What else the cache holds meanwhile: the master, the stream's playlist, and what was asked for just before.
    private const int OtherEntries = 6;

    // The second in which the changes fall, and as much again for the end to be seen.
    private static readonly TimeSpan Beyond = TimeSpan.FromSeconds(2.5);

    /// <returns>What was seen, by kind of file and server.</returns>
    public async Task<IReadOnlyList<InvalidationSeen>> CheckAsync(Step step)
    {
        var kinds = Kinds(step, (await stream.SegmentsAsync(step.Ct))[^1]);
        var probes = kinds
            .SelectMany(kind => kind.Files.Select(file => (kind, probe: Probe(kind, file))))
            .ToArray();
        var longest = live.Servers.Max(server =>
            kinds.Max(kind => Predict(server, kind).Window.High)
        );
        var limit = (longest < Bounds.LongestWatched ? longest : Bounds.LongestWatched) + Beyond;
        using var self = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        var measured = await InvalidationMeter.MeasureAsync(
            [.. probes.Select(one => one.probe)],
            [.. live.Servers.Select(server => server.Watched)],
            new(stream.Uri(stream.Playlist), Random.Shared.Next()) { Limit = limit },
            new Progress(step, probes.Length, clock, limit),
            step.Ct
        );
        self.Refresh();
        live.MustRun();
        step.Measure(
            new(
                "the meters' own processor time while changes were waited for",
                (self.TotalProcessorTime - before) / clock.Elapsed,
                "cores",
                Source: $"of this process; {measured.Sum(one => one.Samples.Count)} requests in {clock.Elapsed.TotalSeconds:0.0} s"
            )
        );
        step.Keep(
            "invalidation.csv",
            Invalidation.CsvHeader + string.Concat(measured.Select(one => one.Csv())),
            "text/csv"
        );
        var byKind = probes
            .Select(one => one.kind)
            .Zip(Rows(measured, live.Servers.Count))
            .ToList();
        var seen = byKind
            .GroupBy(pair => pair.First, pair => pair.Second)
            .SelectMany(kind =>
                live.Servers.Select(
                    (server, i) =>
                        new InvalidationSeen(
                            kind.Key,
                            server,
                            [.. kind.Select(row => row[i])],
                            Predict(server, kind.Key)
                        )
                )
            )
            .ToList();
        step.Keep(InvalidationTimes.File, InvalidationTimes.Csv(seen), "text/csv");
        step.Plot(PlotKind.Invalidation, [new(PlotKind.Table, InvalidationTimes.File)]);
        new InvalidationClaims(step, promise, seen).Judge();
        return seen;
    }

    private static IEnumerable<Invalidation[]> Rows(IReadOnlyList<Invalidation> all, int servers) =>
        all.Chunk(servers);

    /// <param name="segment">What viewers get next: the newest that the live playlist lists.</param>
    private FileChange[] Kinds(Step step, string segment)
    {
        var playlist = stream.Playlist;
        FileChange[] beside =
        [
            Beside(
                step,
                Figure.ManifestReplaced,
                "manifest replaced",
                InvalidationKind.Replaced,
                playlist,
                true
            ),
            Beside(
                step,
                Figure.ManifestEarly,
                "manifest requested before publication",
                InvalidationKind.Appeared,
                playlist,
                true
            ),
            Beside(
                step,
                Figure.SegmentReplaced,
                "segment replaced under its name",
                InvalidationKind.Replaced,
                segment,
                false
            ),
            Beside(
                step,
                Figure.SegmentEarly,
                "segment requested before publication",
                InvalidationKind.Appeared,
                segment,
                false
            ),
            Beside(
                step,
                Figure.SegmentDeleted,
                "segment deleted",
                InvalidationKind.Deleted,
                segment,
                false
            ),
        ];
        var repeats = (int)Math.Min(Repeats, (Room(beside) - OtherEntries) / beside.Length);
        // One file that viewers ask for by its name alone: one change is all that fits into the time.
        var master = stream.Master;
        return
        [
            .. beside
                .Select(kind => kind with { Files = [.. kind.Files.Take(repeats)] })
                .Where(kind => kind.Files.Count > 0),
            new(
                Figure.MasterReplaced,
                "master replaced",
                InvalidationKind.Replaced,
                stream.Uri(master),
                false,
                [new(stream.Uri(master), stream.File(master))]
            ),
        ];
    }

    private FileChange Beside(
        Step step,
        string id,
        string name,
        InvalidationKind what,
        string beside,
        bool isManifest
    )
    {
        var names = stream.Beside(beside, live.Servers);
        var files = names.Take(Repeats, $"verify-{what.ToString().ToLowerInvariant()}");
        if (files.Count == 0)
            step.Find(
                $"{name}: not tested, because no probe can be placed next to {beside}: {names.None}",
                "only the configuration tells how long its old state is served",
                "to measure it, serve it from a location that answers other names in the folder too",
                kind: FindingKind.NotSeen,
                effect: Effect.Stale
            );
        return new(id, name, what, stream.Uri(beside), isManifest, files);
    }

    // All probes must fit into the smallest cache, or one pushes another out before its time.
    private long Room(IEnumerable<FileChange> kinds) =>
        live
            .Servers.SelectMany(server => kinds.Select(kind => Predict(server, kind).Max))
            .Min(max => max ?? long.MaxValue);

    private static CachePrediction Predict(OriginServer server, FileChange kind) =>
        server.Predict(kind.Live, kind.What);

    private InvalidationProbe Probe(FileChange kind, Probed file)
    {
        var probe = new InvalidationProbe(kind.Name, kind.What, file.File, file.Uri)
        {
            Expected = live.Servers.ToDictionary(
                server => server.Name,
                server => Predict(server, kind).Window
            ),
        };
        if (!File.Exists(probe.File))
            return probe;
        // The file is in use: both states are what it says, and differ in a comment.
        var real = File.ReadAllText(probe.File);
        return probe with
        {
            Old = Encoding.UTF8.GetBytes(real + "# before the change\n"),
            New = Encoding.UTF8.GetBytes(real + "# after the change\n"),
        };
    }

    private sealed class Progress(Step step, int of, Stopwatch clock, TimeSpan limit)
        : IProgress<int>
    {
        private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
        private TimeSpan next;

        public void Report(int value)
        {
            if (clock.Elapsed < next)
                return;
            next = clock.Elapsed + Every;
            step.Progress($"{value} of {of} changes seen everywhere", clock.Elapsed / limit);
        }
    }
}
