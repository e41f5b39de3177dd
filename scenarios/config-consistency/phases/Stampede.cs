using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Seed;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Steps 4.1 and 4.2: how often D1 is read where many viewers ask for a channel that nothing is kept of.</summary>
internal static class Stampede
{
    public const string Command =
        "xargs -P 50 curl http://lhr.$DESIGN.localhost:$PORT/demo/sports1/v_1600k.m3u8";

    private const int Viewers = 50;

    // They take a second together, and several on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Every viewer misses before the first has filled: gates hold the fills.</summary>
    public static async Task ColdAsync(WorkersInRun workers, Step step)
    {
        foreach (var design in WorkersInRun.Designs)
        {
            var reads = await ReadsAsync(workers, design, workers.NewChannel(), step);
            var cured = design == WorkersInRun.Cured;
            step.Expect(
                $"{design}: reads of D1 for {Viewers} viewers of a cold channel at one colo",
                reads,
                cured ? Is.EqualTo(1) : Is.EqualTo(Viewers),
                cured
                    ? "the channel's object reads for all of them"
                    : "each misses, and none waits for another",
                cured ? ConfigOutcomes.Stampede : null
            );
            step.Measure(
                new($"{design}: reads of D1 for {Viewers} viewers", reads, "", Viewers)
                {
                    Id = ConfigFigures.Stampede,
                    Subject = design,
                }
            );
        }
    }

    /// <summary>A change that has been warmed, at the admin's colo and at another.</summary>
    public static async Task WarmedAsync(WorkersInRun workers, Step step)
    {
        var system = workers.Of(WorkersInRun.AsDesigned);
        var channel = workers.NewChannel();
        // Each colo has asked before, when there was no such key: that is kept too.
        foreach (var colo in system.Colos)
            await colo.MediaAsync(channel, step.Ct);
        await system.Admin.ChangeAsync(channel, step.Ct);
        var reads = await ReadsAsync(workers, WorkersInRun.AsDesigned, channel, step, colo: 0);
        step.Expect(
            $"as-designed: reads of D1 for {Viewers} viewers at the admin's colo after a change with warming",
            reads,
            Is.EqualTo(0),
            "it was filled before anybody asked"
        );
        workers.Seed.Judge(
            SeedPromise.Warming,
            reads == 0,
            $"{reads} reads of D1 for {Viewers} viewers",
            "at the admin's colo; elsewhere nobody misses, since the old value is still served"
        );
    }

    private static async Task<int> ReadsAsync(
        WorkersInRun workers,
        string design,
        ChannelName channel,
        Step step,
        int colo = 1
    )
    {
        var system = workers.Of(design);
        await system.Kv.HoldAsync(KvObstacles.Put, times: 2 * Viewers, step.Ct);
        var mark = await workers.Server.MarkAsync(step.Ct);
        var viewers = Enumerable
            .Range(0, Viewers)
            .Select(_ => system.Colos[colo].MediaAsync(channel, step.Ct))
            .ToArray();
        // Nobody fills until all have missed; who does not fill at all has answered by then.
        for (
            var began = workers.Clock.Now;
            viewers.Count(one => one.IsCompleted)
                + await system.CountSinceAsync(mark, $"kv {system.Name} held put", step.Ct)
                < Viewers;
            await Task.Delay(BetweenLooks, step.Ct)
        )
            if (workers.Clock.Now - began > Patience)
                throw new CannotRun(
                    $"{design}: {Viewers} requests have not come to D1 or KV after {Patience.TotalSeconds:0} s."
                );
        await system.Kv.ReleaseAsync(KvObstacles.Put, step.Ct);
        await Task.WhenAll(viewers);
        return await system.ReadsSinceAsync(mark, step.Ct);
    }
}
