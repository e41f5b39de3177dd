using System.Diagnostics;
using System.Text;
using Verify.Engine;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>Step 5.6: how long the old state outlives a change, for each kind of file, repeated at random phases.</summary>
internal sealed class InvalidationTiming(Bench bench)
{
    public const string Command =
        "mv new.m3u8 /var/hls/probe.m3u8; until curl -s http://127.0.0.1:17080/probe.m3u8 | grep -q new; do :; done";

    // Independent changes of each kind: the middle of so many lies in the middle half of the window 9 times in 10.
    private const int Repeats = 8;

    // What else the cache holds meanwhile: the master, the stream's playlist, and what was asked for just before.
    private const int OtherEntries = 6;

    // The second in which the changes fall, and as much again for the end to be seen.
    private static readonly TimeSpan Beyond = TimeSpan.FromSeconds(2.5);

    private static readonly FileKind[] Kinds =
    [
        new("manifest replaced", InvalidationKind.Replaced, "m3u8", IsManifest: true),
        new("manifest asked for too early", InvalidationKind.Appeared, "m3u8", IsManifest: true),
        new("segment replaced under its name", InvalidationKind.Replaced, "ts", IsManifest: false),
        new("segment asked for too early", InvalidationKind.Appeared, "ts", IsManifest: false),
        new("segment deleted", InvalidationKind.Deleted, "ts", IsManifest: false),
    ];

    public async Task CheckAsync(Step step)
    {
        var live = bench.Live;
        // One file in an exact location: it has no copies there, so one change is all that fits into the time.
        var master = new FileKind("master replaced", InvalidationKind.Replaced, "", false);
        var repeats = (int)Math.Min(Repeats, (Room() - OtherEntries) / Kinds.Length);
        var probes = Kinds
            .SelectMany(kind =>
                Enumerable.Range(0, repeats).Select(i => (kind, probe: Probe(kind, i)))
            )
            .Append((kind: master, probe: Probe(master, bench.Profile.Hls.MasterPlaylist)))
            .ToArray();
        var longest = live.Servers.Max(server =>
            Kinds.Append(master).Max(kind => Predict(server, kind).Window.High)
        );
        var limit =
            (longest < Expectations.LongestWatched ? longest : Expectations.LongestWatched)
            + Beyond;
        using var self = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        var measured = await InvalidationMeter.MeasureAsync(
            [.. probes.Select(one => one.probe)],
            [.. live.Servers.Select(server => server.Watched)],
            new(bench.Site.Uri(bench.Profile.MediaPlaylists()[0]), Random.Shared.Next())
            {
                Limit = limit,
            },
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
        new InvalidationClaims(step, bench, seen).Judge();
    }

    private static IEnumerable<Invalidation[]> Rows(IReadOnlyList<Invalidation> all, int servers) =>
        all.Chunk(servers);

    // All probes must fit into the smallest cache, or one pushes another out before its time.
    private long Room() =>
        bench
            .Live.Servers.SelectMany(server => Kinds.Select(kind => Predict(server, kind).Max))
            .Min(max => max ?? long.MaxValue);

    private CachePrediction Predict(OriginServer server, FileKind kind) =>
        server.Predict(
            bench.Site.Uri(
                kind.Extension.Length == 0 ? bench.Profile.Hls.MasterPlaylist : kind.File(0)
            ),
            kind.What
        );

    private InvalidationProbe Probe(FileKind kind, int number) => Probe(kind, kind.File(number));

    private InvalidationProbe Probe(FileKind kind, string name)
    {
        var probe = new InvalidationProbe(
            kind.Name,
            kind.What,
            bench.Site.File(name),
            bench.Site.Uri(name)
        )
        {
            Expected = bench.Live.Servers.ToDictionary(
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
