using System.Text;
using NUnit.Framework;
using Verify.Engine;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>Step 5.6: how long the old state outlives a change, for each kind of file.</summary>
internal sealed class InvalidationTiming(Bench bench)
{
    public const string Command =
        "mv new.m3u8 /var/hls/probe.m3u8; until curl -s http://127.0.0.1:17080/probe.m3u8 | grep -q new; do :; done";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    // At 40 answers a second over both kinds of connections, a worker that still has the old state is met in this time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = Expectations.Unchanged + 3 * Patience;

    private static readonly Kind[] Kinds =
    [
        new(
            "manifest replaced",
            InvalidationKind.Replaced,
            "verify-probe-replaced.m3u8",
            IsManifest: true
        ),
        new(
            "manifest asked for too early",
            InvalidationKind.Appeared,
            "verify-probe-early.m3u8",
            IsManifest: true
        ),
        new(
            "segment replaced under its name",
            InvalidationKind.Replaced,
            "verify-probe-replaced.ts",
            IsManifest: false
        ),
        new(
            "segment asked for too early",
            InvalidationKind.Appeared,
            "verify-probe-early.ts",
            IsManifest: false
        ),
        new(
            "segment deleted",
            InvalidationKind.Deleted,
            "verify-probe-deleted.ts",
            IsManifest: false
        ),
    ];

    public async Task CheckAsync(Step step)
    {
        var live = bench.Live;
        var master = new Kind(
            "master replaced",
            InvalidationKind.Replaced,
            bench.Profile.Hls.MasterPlaylist,
            IsManifest: false
        );
        var measured = await Task.WhenAll(
            Kinds
                .Append(master)
                .Select(async kind =>
                    (
                        kind,
                        seen: await InvalidationMeter.MeasureAsync(
                            Probe(kind),
                            [.. live.Servers.Select(LiveOrigin.Watched)],
                            step.Ct
                        )
                    )
                )
        );
        live.MustRun();
        foreach (var (kind, seen) in measured)
        foreach (var (server, one) in seen)
            Judge(step, kind, server, one);
        Find(step, measured.Select(one => (one.kind, one.seen["candidate"])));
    }

    private InvalidationProbe Probe(Kind kind)
    {
        var probe = new InvalidationProbe(
            kind.Name,
            kind.What,
            Path.Combine(bench.Profile.Server.HlsDir, kind.File),
            new($"/{kind.File}", Interval, Random.Shared.Next()),
            Patience,
            Limit
        );
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

    private static void Judge(Step step, Kind kind, string server, Invalidation one)
    {
        var name = $"{kind.Name}, {server}";
        step.Keep(
            $"invalidation-{kind.Name.Replace(' ', '-')}-{server}.csv",
            one.Csv(),
            "text/csv"
        );
        if (one.Inconclusive is not null)
        {
            step.CannotTell(name, "to be measured", one.Inconclusive);
            return;
        }
        var predicted = CacheWindow.Predict(ValidSeconds(kind, server));
        step.Measure(
            new(
                name,
                one.LastOld.TotalSeconds,
                "s",
                one.Samples.Count,
                Details: one.FirstNew is { } first
                    ? new Dictionary<string, double> { ["first new"] = first.TotalSeconds }
                    : null,
                Source: "from the change to the last answer that shows the old state"
            )
        );
        step.Expect(
            name,
            one.LastOld,
            Is.LessThanOrEqualTo(predicted.High + Expectations.Floor),
            $"predicted ({predicted.Low.TotalSeconds:0}, {predicted.High.TotalSeconds:0}] s by the whole-second rule, and the floor",
            Proves(kind, server)
        );
        step.Expect(
            $"{name}: longest past the second at which its entry has to die",
            one.Overstay(predicted),
            Is.LessThanOrEqualTo(Expectations.Floor),
            "entries die on seconds of the wall clock: prediction and measurement agree, at whatever phase the change fell",
            Proves(kind, server)
        );
        step.Expect($"{name}: the new state stays", one.Settled, Is.True);
    }

    private static string? Proves(Kind kind, string server) =>
        kind.IsManifest
        && kind.What == InvalidationKind.Replaced
        && server is "candidate" or "module"
            ? "invalidation"
            : null;

    private static int ValidSeconds(Kind kind, string server) =>
        server == "control" ? 0
        : server != "baseline" && kind.IsManifest ? (int)Expectations.Fresh.TotalSeconds
        : (int)Expectations.Unchanged.TotalSeconds;

    // What still took longer than the change promises for playlists, as measured.
    private static void Find(Step step, IEnumerable<(Kind Kind, Invalidation Seen)> candidate)
    {
        var slow = candidate
            .Where(one => one.Seen.LastOld > Expectations.Fresh + Expectations.Floor)
            .ToLookup(one => one.Kind.What == InvalidationKind.Appeared);
        if (slow[false].Any())
            step.Find(
                $"the change covers media playlists alone: with the candidate the master playlist and segments keep the 10 s window: {Shown(slow[false])} (invalidation-*-candidate.csv)",
                "a viewer who joins after the master playlist changed is given the old renditions for up to 10 s; one who asks for a segment that was written again under its name, as after a restart of the encoder, plays the old picture",
                "open_file_cache_valid 1s in their locations too, as in that of the media playlists"
            );
        if (slow[true].Any())
            step.Find(
                $"asked for a moment too early, it stays 404 for up to 10 s with the candidate: {Shown(slow[true])} (invalidation-segment-asked-for-too-early-candidate.csv)",
                "a player ahead of the playlist, or one that guesses the next name, gets the error for longer than most players retry, and with it everyone on that worker",
                "open_file_cache_errors off in the segment location; at http level it cures what 5.10 finds too"
            );
    }

    private static string Shown(IEnumerable<(Kind Kind, Invalidation Seen)> slow) =>
        string.Join(
            ", ",
            slow.Select(one => $"{one.Kind.Name} {one.Seen.LastOld.TotalSeconds:0.0} s")
        );

    private sealed record Kind(string Name, InvalidationKind What, string File, bool IsManifest);
}
