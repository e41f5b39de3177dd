using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Seed;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 7.1: what a watched channel costs D1 and KV.</summary>
internal static class Cost
{
    public const string Command =
        "while sleep 0.05; do curl http://sjc.$DESIGN.localhost:$PORT/demo/sports1/v_1600k.m3u8; done";

    // So that what was kept at the start is over once.
    private const double Watched = 90;
    private const double HitRate = 85;
    private const double SecondsAnHour = 3600;

    // For so long KV keeps a configuration.
    private static readonly (string Design, double Ttl)[] Ttls =
    [
        (WorkersInRun.Before, 300),
        (WorkersInRun.AsDesigned, 60),
        (WorkersInRun.Cured, 60),
    ];

    private static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(50);

    public static Task CheckAsync(WorkersInRun workers, Step step) =>
        Task.WhenAll(Ttls.Select(one => CheckAsync(workers, one.Design, one.Ttl, step)));

    private static async Task CheckAsync(WorkersInRun workers, string design, double ttl, Step step)
    {
        var (system, channel) = (workers.Of(design), workers.NewChannel());
        var (colo, clock) = (system.Colos[0], workers.Clock);
        var mark = await workers.Server.MarkAsync(step.Ct);
        var (began, requests) = (clock.Now, 0);
        while (clock.Now - began < clock.Real(Watched))
        {
            await colo.MediaAsync(channel, step.Ct);
            requests++;
            await Task.Delay(BetweenAsks, step.Ct);
        }
        var seconds = clock.Design(clock.Now - began);
        var reads = await system.ReadsSinceAsync(mark, step.Ct);
        var kv = await system.CountSinceAsync(mark, $"kv {system.Name} ", step.Ct);
        step.Expect(
            $"{design}: reads of D1 for a channel at one colo within {seconds:0} s",
            reads,
            Is.InRange(1, 1 + (int)(seconds / ttl)),
            $"one at the start and one for every {ttl:0} s that are over"
        );
        step.Measure(
            new($"{design}: reads of D1 an hour, channel and colo", SecondsAnHour / ttl, "")
            {
                Source = $"by the time to live; {reads} counted within {seconds:0} s",
                Id = ConfigFigures.ReadsAnHour,
                Subject = design,
            }
        );
        step.Measure(
            new($"{design}: KV operations a request", (double)kv / requests, "", requests)
            {
                Id = ConfigFigures.KvPerRequest,
                Subject = design,
            }
        );
        var writes =
            (double)await system.CountSinceAsync(mark, $"do {system.Name} put", step.Ct) / requests;
        step.Measure(
            new($"{design}: writes of the object a request", writes, "", requests)
            {
                Id = ConfigFigures.WritesPerRequest,
                Subject = design,
            }
        );
        if (design == WorkersInRun.Before)
            step.Expect(
                $"{design}: writes of the object a request",
                writes,
                Is.EqualTo(0),
                "nothing is watched, and nobody sent a cue"
            );
        if (design != WorkersInRun.AsDesigned)
            return;
        step.Expect(
            $"{design}: writes of the object a request",
            writes,
            Is.GreaterThanOrEqualTo(1),
            "each request is counted in storage, for the sake of monitoring"
        );
        workers.Seed.Judge(
            SeedPromise.NoCost,
            writes == 0,
            $"{writes:0.00} writes a request",
            "before the change a request wrote nothing"
        );
        var hits = 100.0 * (requests - reads) / requests;
        workers.Seed.Judge(
            SeedPromise.HitRate,
            hits > HitRate,
            $"{hits:0.0} % of {requests} requests in {seconds:0} s",
            "of a channel with that many viewers at a colo; one that is watched once a minute has 0 %"
        );
        workers.Seed.Refuted(
            SeedPromise.Cost,
            $"{SecondsAnHour / ttl:0} an hour at each of {system.Colos.Count} colos",
            "the plan counts one colo; each reads for itself"
        );
    }
}
