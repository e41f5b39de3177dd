using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Seed;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 2.1: how long an old configuration is served where nobody is told of the change.</summary>
internal static class TimeToLive
{
    public const string Command =
        "curl -X PUT http://admin.$DESIGN.localhost:$PORT/admin/channels/ch_demo_sports1 ...; until curl http://lhr.$DESIGN.localhost:$PORT/demo/sports1/master.m3u8 | grep changed; do sleep 0.04; done";

    /// <summary>The playlist itself is kept for as long by a colo's cache.</summary>
    public const double Playlist = 4;

    // To the prediction: a change that is not seen long after it never will be.
    private const double Late = 30;

    // What the second half of the plan's minute is: a value kept just before the change.
    private static readonly (string Design, double Kept)[] Kept =
    [
        (WorkersInRun.Before, 300),
        (WorkersInRun.AsDesigned, 60),
        (WorkersInRun.Cured, 0),
        (WorkersInRun.Local, 60),
    ];

    // Their invalidation fails on purpose, so that what is left is the time to live.
    private static readonly string[] Invalidates = [WorkersInRun.AsDesigned, WorkersInRun.Local];

    public static async Task CheckAsync(WorkersInRun workers, Step step)
    {
        await Task.WhenAll(Kept.Select(one => CheckAsync(workers, one.Design, one.Kept, step)));
        step.Find(
            "local KV, without an edge before it, shows the same: where nobody is told, the time to live is KV's own, and this step does not discriminate",
            kind: FindingKind.Note
        );
    }

    private static async Task CheckAsync(
        WorkersInRun workers,
        string design,
        double kept,
        Step step
    )
    {
        var (system, channel) = (workers.Of(design), workers.NewChannel());
        var clock = workers.Clock;
        // The channel's first version is 1.
        const int changed = 2;
        var fails = Invalidates.Contains(design);
        if (fails)
            await system.Kv.FailAsync(KvObstacles.Delete, step.Ct);
        var (watches, change) = await ConfigWatch.RunAsync(
            ColoAsk.OfAll(system, (colo, ct) => colo.MasterAsync(channel, ct)),
            ct => system.Admin.ChangeAsync(channel, ct),
            changed,
            clock.Real(kept + Playlist + Late),
            step.Ct
        );
        step.Expect(
            $"{design}: the change is acknowledged",
            change.Status,
            Is.EqualTo(fails ? 500 : 200),
            fails
                ? "the invalidation fails on purpose, after D1 has the change: what is left is the time to live"
                : "D1 has it"
        );
        step.Measure(
            new(
                $"{design}: old configuration at the worst colo, design time",
                watches.Max(watch => clock.Design(watch.OldFor(change.Received, changed))),
                "s",
                watches.Count
            )
            {
                Id = ConfigFigures.OldFor,
                Subject = design,
            }
        );
        // A colo can have found what the first one had put into KV.
        var began = watches.Min(watch => watch.First.Sent);
        foreach (var watch in watches)
            Judge(workers, design, kept, watch, began, change, changed, step);
        if (design == WorkersInRun.AsDesigned)
            workers.Seed.Judge(
                SeedPromise.Ttl,
                watches.All(watch => watch.Seen is not null),
                $"{watches.Max(watch => clock.Design(watch.OldFor(change.Received, changed))):0} s of old configuration at most",
                "a minute in KV, and 4 s more in the colo's cache"
            );
    }

    private static void Judge(
        WorkersInRun workers,
        string design,
        double kept,
        ConfigWatch watch,
        TimeSpan began,
        ChangeAnswer change,
        int changed,
        Step step
    )
    {
        var clock = workers.Clock;
        var (name, predicted) = ($"{design}, {watch.Colo}", kept == 0 ? 0 : kept + Playlist);
        var old = clock.Design(watch.OldFor(change.Received, changed));
        step.Expect(
            $"{name}: seconds after the change at which a request was still answered with the old one",
            old,
            Is.LessThanOrEqualTo(predicted),
            kept == 0
                ? "the channel's object knows the version, and is asked for each request"
                : $"{kept:0} s in KV from before the change, then {Playlist:0} s in the colo's cache",
            design == WorkersInRun.Cured ? ConfigOutcomes.Fresh : null
        );
        step.Expect($"{name}: the change is seen", watch.Seen is not null, Is.True);
        step.Measure(
            new(
                $"{name}: old configuration, design time",
                old,
                "s",
                watch.Answers.Count,
                High: watch.Seen is { } at ? clock.Design(at.Received - change.Received) : null
            )
        );
        if (kept > 0 && watch.Seen is { } seen)
            step.Expect(
                $"{name}: seconds from the first request at any colo to the change",
                clock.Design(seen.Received - began),
                Is.GreaterThanOrEqualTo(kept),
                "what any colo had kept in KV lasts for as long: nothing told anybody"
            );
    }
}
